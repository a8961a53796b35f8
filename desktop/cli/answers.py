"""Which answer belongs to which command."""

from collections.abc import Mapping
from types import MappingProxyType, NoneType
from typing import Any, Final

from desktop.cli import (
    chosen_answers,
    detail_answers,
    device_answers,
    looking_answers,
    offer_answers,
    own_answers,
    people_answers,
    share_answers,
)
from desktop.cli.answer import AnswerForm
from desktop.node import protocol
from desktop.node.protocol import AnyCommand


def answer_form(command: AnyCommand) -> AnswerForm[Any]:
    return _FORMS[type(command)]


_FORMS: Final[Mapping[type[AnyCommand], AnswerForm[Any]]] = MappingProxyType(
    {
        protocol.ShowPerson: AnswerForm(protocol.PersonResult, own_answers.person_answer),
        protocol.Rename: AnswerForm(protocol.NameResult, own_answers.renamed_answer),
        protocol.OpenWindow: AnswerForm(NoneType, own_answers.no_answer),
        protocol.RunNode: AnswerForm(NoneType, own_answers.ended_answer),
        protocol.AddShare: AnswerForm(protocol.ShareResult, share_answers.share_answer),
        protocol.Get: AnswerForm(protocol.GetResult, share_answers.got_answer),
        **{
            command: AnswerForm(
                list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
            )
            for command in (
                protocol.ListTransfers,
                protocol.BeginGet,
                protocol.ChooseFiles,
                protocol.MoveTransfer,
                protocol.Pause,
                protocol.Resume,
                protocol.Remove,
                protocol.Recheck,
            )
        },
        protocol.LookThrough: AnswerForm(protocol.ContentsResult, looking_answers.contents_answer),
        protocol.ListModels: AnswerForm(protocol.ModelsResult, looking_answers.models_answer),
        protocol.LookAtModel: AnswerForm(protocol.ModelResult, looking_answers.model_answer),
        protocol.ReadLink: AnswerForm(protocol.LinkResult, looking_answers.link_answer),
        protocol.LookAtTransfer: AnswerForm(protocol.PictureResult, detail_answers.picture_answer),
        protocol.ShowTransfer: AnswerForm(protocol.TransferDetails, detail_answers.details_answer),
        protocol.ListPeople: AnswerForm(list[protocol.ContactResult], people_answers.people_answer),
        protocol.LookAtLink: AnswerForm(protocol.LinkedPersonResult, people_answers.linked_answer),
        protocol.ListNearby: AnswerForm(list[protocol.NearbyResult], people_answers.nearby_answer),
        protocol.ListRequests: AnswerForm(list[protocol.RequestResult], people_answers.requests_answer),
        **{
            command: AnswerForm(list[protocol.OfferResult], offer_answers.offers_answer)
            for command in (protocol.ListOffers, protocol.AcceptOffer, protocol.DeclineOffer)
        },
        **{
            command: AnswerForm(protocol.StandingResult, people_answers.standing_answer)
            for command in (
                protocol.AddPerson,
                protocol.AcceptPerson,
                protocol.DeclinePerson,
                protocol.RemovePerson,
                protocol.BlockPerson,
                protocol.UnblockPerson,
                protocol.ChangePerson,
            )
        },
        protocol.SetLimits: AnswerForm(protocol.LimitResult, share_answers.limits_answer),
        protocol.ChooseRelay: AnswerForm(protocol.RelayResult, own_answers.relay_answer),
        **{
            command: AnswerForm(protocol.SettingsResult, chosen_answers.settings_answer)
            for command in (protocol.ShowSettings, protocol.ChangeSettings)
        },
        **{
            command: AnswerForm(protocol.StorageResult, chosen_answers.storage_answer)
            for command in (protocol.ShowStorage, protocol.FreeStorage)
        },
        protocol.SetPassphrase: AnswerForm(protocol.PassphraseResult, own_answers.passphrase_answer),
        protocol.MakeBackup: AnswerForm(protocol.BackupResult, own_answers.backup_answer),
        protocol.Restore: AnswerForm(protocol.PersonResult, own_answers.restored_answer),
        protocol.ListDevices: AnswerForm(list[protocol.DeviceResult], device_answers.devices_answer),
        protocol.EndDevice: AnswerForm(protocol.DeviceResult, device_answers.ended_answer),
        protocol.VerifyPerson: AnswerForm(protocol.VerificationResult, people_answers.verify_answer),
        protocol.Recover: AnswerForm(protocol.RecoverResult, own_answers.recovered_answer),
        protocol.ShowWords: AnswerForm(protocol.WordsResult, own_answers.words_answer),
        protocol.Rebuild: AnswerForm(protocol.RebuildResult, own_answers.rebuilt_answer),
        protocol.ShowState: AnswerForm(protocol.StateResult, own_answers.state_answer),
        protocol.Examine: AnswerForm(
            list[protocol.CheckResult], own_answers.examined_answer, own_answers.checks_json
        ),
        protocol.Demo: AnswerForm(NoneType, own_answers.ended_answer),
        protocol.Gallery: AnswerForm(NoneType, own_answers.no_answer),
        protocol.Erase: AnswerForm(NoneType, own_answers.erased_answer),
    }
)
