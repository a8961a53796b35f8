"""Which answer belongs to which command."""

from collections.abc import Mapping
from types import MappingProxyType, NoneType
from typing import Any, Final

import msgspec

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
from desktop.ui.words.language import Language


def answer_form(command: AnyCommand) -> AnswerForm[Any]:
    return _FORMS[type(command)]


def _as_it_is(result: object, language: Language) -> object:
    del language
    return msgspec.to_builtins(result)


_FORMS: Final[Mapping[type[AnyCommand], AnswerForm[Any]]] = MappingProxyType(
    {
        protocol.ShowPerson: AnswerForm(protocol.PersonResult, own_answers.person_answer, _as_it_is),
        protocol.Rename: AnswerForm(protocol.NameResult, own_answers.renamed_answer, _as_it_is),
        protocol.OpenWindow: AnswerForm(NoneType, own_answers.no_answer, _as_it_is),
        protocol.RunNode: AnswerForm(NoneType, own_answers.ended_answer, _as_it_is),
        protocol.AddShare: AnswerForm(protocol.ShareResult, share_answers.share_answer, _as_it_is),
        protocol.Get: AnswerForm(protocol.GetResult, share_answers.got_answer, _as_it_is),
        protocol.ListTransfers: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.BeginGet: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.LookThrough: AnswerForm(protocol.ContentsResult, looking_answers.contents_answer, _as_it_is),
        protocol.ListModels: AnswerForm(protocol.ModelsResult, looking_answers.models_answer, _as_it_is),
        protocol.LookAtModel: AnswerForm(protocol.ModelResult, looking_answers.model_answer, _as_it_is),
        protocol.ReadLink: AnswerForm(protocol.LinkResult, looking_answers.link_answer, _as_it_is),
        protocol.LookAtTransfer: AnswerForm(protocol.PictureResult, detail_answers.picture_answer, _as_it_is),
        protocol.ShowTransfer: AnswerForm(protocol.TransferDetails, detail_answers.details_answer, _as_it_is),
        protocol.ChooseFiles: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.MoveTransfer: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.Pause: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.Resume: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.Remove: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.Recheck: AnswerForm(
            list[protocol.TransferResult], share_answers.transfers_answer, share_answers.transfers_json
        ),
        protocol.ListPeople: AnswerForm(
            list[protocol.ContactResult], people_answers.people_answer, _as_it_is
        ),
        protocol.LookAtLink: AnswerForm(protocol.LinkedPersonResult, people_answers.linked_answer, _as_it_is),
        protocol.ListNearby: AnswerForm(list[protocol.NearbyResult], people_answers.nearby_answer, _as_it_is),
        protocol.ListRequests: AnswerForm(
            list[protocol.RequestResult], people_answers.requests_answer, _as_it_is
        ),
        **{
            command: AnswerForm(list[protocol.OfferResult], offer_answers.offers_answer, _as_it_is)
            for command in (protocol.ListOffers, protocol.AcceptOffer, protocol.DeclineOffer)
        },
        **{
            command: AnswerForm(protocol.StandingResult, people_answers.standing_answer, _as_it_is)
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
        protocol.SetLimits: AnswerForm(protocol.LimitResult, share_answers.limits_answer, _as_it_is),
        protocol.ChooseRelay: AnswerForm(protocol.RelayResult, own_answers.relay_answer, _as_it_is),
        **{
            command: AnswerForm(protocol.SettingsResult, chosen_answers.settings_answer, _as_it_is)
            for command in (protocol.ShowSettings, protocol.ChangeSettings)
        },
        **{
            command: AnswerForm(protocol.StorageResult, chosen_answers.storage_answer, _as_it_is)
            for command in (protocol.ShowStorage, protocol.FreeStorage)
        },
        protocol.SetPassphrase: AnswerForm(
            protocol.PassphraseResult, own_answers.passphrase_answer, _as_it_is
        ),
        protocol.MakeBackup: AnswerForm(protocol.BackupResult, own_answers.backup_answer, _as_it_is),
        protocol.Restore: AnswerForm(protocol.PersonResult, own_answers.restored_answer, _as_it_is),
        protocol.ListDevices: AnswerForm(
            list[protocol.DeviceResult], device_answers.devices_answer, _as_it_is
        ),
        protocol.EndDevice: AnswerForm(protocol.DeviceResult, device_answers.ended_answer, _as_it_is),
        protocol.VerifyPerson: AnswerForm(
            protocol.VerificationResult, people_answers.verify_answer, _as_it_is
        ),
        protocol.Recover: AnswerForm(protocol.RecoverResult, own_answers.recovered_answer, _as_it_is),
        protocol.ShowWords: AnswerForm(protocol.WordsResult, own_answers.words_answer, _as_it_is),
        protocol.Rebuild: AnswerForm(protocol.RebuildResult, own_answers.rebuilt_answer, _as_it_is),
        protocol.ShowState: AnswerForm(protocol.StateResult, own_answers.state_answer, _as_it_is),
        protocol.Examine: AnswerForm(
            list[protocol.CheckResult], own_answers.examined_answer, own_answers.checks_json
        ),
        protocol.Demo: AnswerForm(NoneType, own_answers.ended_answer, _as_it_is),
        protocol.Erase: AnswerForm(NoneType, own_answers.erased_answer, _as_it_is),
    }
)
