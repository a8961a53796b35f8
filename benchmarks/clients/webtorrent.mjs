// Seeds or gets one torrent with WebTorrent, and says on a line of JSON when all of it is there.
//
//     node webtorrent.mjs MODULES PORT FOLDER TORRENT_OR_MAGNET

import { register } from 'node:module'
import { Server } from 'node:net'
import { pathToFileURL } from 'node:url'

const [modules, port, folder, source] = process.argv.slice(2)

// WebRTC is for browsers, and its package downloads a binary when it is installed. TCP needs none of it.
const nothing = 'data:text/javascript,export const ' +
  ['RTCPeerConnection', 'RTCSessionDescription', 'RTCIceCandidate'].map(name => `${name}=undefined`).join()
register('data:text/javascript,' + encodeURIComponent(`
  export const resolve = (name, context, next) =>
    name === 'webrtc-polyfill' ? { url: '${nothing}', shortCircuit: true } : next(name, context)
`))

// It listens on all interfaces and has no option for fewer.
const listen = Server.prototype.listen
Server.prototype.listen = function (port, done) { return listen.call(this, port, '127.0.0.1', done) }

const { default: WebTorrent } = await import(pathToFileURL(`${modules}/webtorrent/index.js`))
const client = new WebTorrent({
  torrentPort: Number(port), dht: false, lsd: false, natPmp: false, natUpnp: false, utPex: false, utp: false
})
client.on('error', error => { throw error })
client.add(source, { path: folder }).on('done', () => console.log('{"event": "done"}'))
