"""Settings: what brings a person back, and what locks their keys."""

from pathlib import Path

from desktop.errors import AppError
from desktop.node.protocol import BackupResult, MakeBackup, SettingsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_new_file
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.passphrase_sheet import PassphraseSheet, unlock_question
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.settings.words_sheet import WordsSheet
from desktop.ui.words import safety as said
from desktop.ui.words import settings as words
from desktop.ui.words.settings import Topic


class SafetySection(Section):
    """The 24 words, the backup, the passphrase."""

    topic = Topic.SAFETY

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        say = language.say
        self._noted = WrappedLabel(type="small", tone="warning")
        show = Button(around, say("Show"), icon="eye")
        show.setAccessibleName(say("Show your 24 words"))
        show.clicked.connect(lambda _checked: WordsSheet(scene, self).open())
        save = Button(around, say("Save …"), icon="download")
        save.setAccessibleName(say("Save a backup"))
        save.clicked.connect(self._choose_file)
        self._saved = WrappedLabel(said.not_in_backup(language), type="small", tone="muted")
        self._seal = Button(around, say("Set …"), icon="lock")
        self._seal.clicked.connect(lambda _checked: PassphraseSheet(scene, self).open())
        self._unseal = Button(around, say("Remove …"), part="quiet")
        self._unseal.clicked.connect(lambda _checked: unlock_question(scene, self).open())
        self._sealed = WrappedLabel(type="small", tone="muted")
        super().__init__(
            scene,
            [
                Panel(
                    Row(words.words(language), show, self._noted),
                    Row(words.backup(language), save, self._saved),
                    Row(
                        words.passphrase(language),
                        boxed(row(self._unseal, self._seal, space=tokens.TIGHT)),
                        self._sealed,
                    ),
                )
            ],
        )

    def show_settings(self, settings: SettingsResult) -> None:
        language = self.scene.around.language
        self._noted.setText(said.noted(language, is_noted=settings.words_noted))
        self._noted.setProperty("tone", "muted" if settings.words_noted else "warning")
        self._noted.style().polish(self._noted)
        self._sealed.setText(said.sealed(language, is_sealed=settings.sealed))
        self._seal.say(language.say("Change …") if settings.sealed else language.say("Set …"))
        self._unseal.setVisible(settings.sealed)

    def _choose_file(self) -> None:
        say = self.scene.around.language.say
        start = str(Path.home() / said.BACKUP_NAME)
        choose_new_file(self, say("Where to save the backup"), start, self._save)

    def _save(self, file: str) -> None:
        language = self.scene.around.language
        self._saved.setText(language.say("Saving …"))
        self.scene.bridge.ask(self, MakeBackup(file), self._note_saved, failed=self._note_not_saved)

    def _note_saved(self, result: BackupResult) -> None:
        self._saved.setText(said.saved(result.file, result.bytes, self.scene.around.language))

    def _note_not_saved(self, error: AppError) -> None:
        self._saved.setText(said.not_in_backup(self.scene.around.language))
        self.scene.errands.tell_trouble(error)
