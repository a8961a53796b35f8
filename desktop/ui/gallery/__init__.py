"""The gallery: every part of the window in every state, to be looked at by whoever changes one."""
