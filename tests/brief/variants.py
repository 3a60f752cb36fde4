"""Twenty-four sentences of our own and their ten unfaithful variants. Where a variant cannot be made, the case says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from press import Press

from livebrief.brief.compose import ACT_WORDS
from livebrief.records.statements import Act, Speech

WRONG_SPEAKER = "wrong speaker"
KILLED_INJURED = "killed and injured swapped"
ACTOR_TARGET = "actor and target swapped"
DENIED_CONFIRMED = "denied turned confirmed"
NO_COMMENT_DENIED = "no comment turned denied"
DROPPED = "attribution dropped"
NOT_IN_SOURCE = "a number not in the source"
FROM_DATE = "a number taken from a date"
LAUNCHED_INTERCEPTED = "launched and intercepted swapped"
NO_HEDGE = "a hedge removed"
TEN = (
    WRONG_SPEAKER,
    KILLED_INJURED,
    ACTOR_TARGET,
    DENIED_CONFIRMED,
    NO_COMMENT_DENIED,
    DROPPED,
    NOT_IN_SOURCE,
    FROM_DATE,
    LAUNCHED_INTERCEPTED,
    NO_HEDGE,
)


@dataclass(frozen=True)
class Case:
    """A sentence with its reading, and what to swap for each variant (a pair), else why there is none (a sentence)."""

    sentence: str
    speaker: str
    cue: str
    content: str
    killed_injured: tuple[str, str] | str
    actor_target: tuple[str, str] | str
    launched_intercepted: tuple[str, str] | str
    hedge: str
    figure: tuple[str, str, float] | None = None
    date: tuple[str, str] | None = None
    act: Act = Act.SAYS
    speech: Speech = Speech.INDIRECT
    more: dict[str, Any] = field(default_factory=dict)

    def press(self) -> Press:
        press = Press()
        doc = press.article("a", f"It rained all day. {self.sentence} The lamps went out.")
        figures = [self.figure] if self.figure else []
        dates = [self.date] if self.date else []
        press.says(
            doc,
            self.content,
            "c",
            by=self.speaker,
            cue=self.cue,
            act=self.act,
            speech=self.speech,
            figures=figures,
            dates=dates,
            **self.more,
        )
        return press

    def variants(self, line: str) -> dict[str, str | None]:
        """Each of the ten as a string, or None where the case says that it does not apply."""
        said = ACT_WORDS[self.act]
        lead, _, rest = line.partition(": ") if ": " in line else line.partition(f" {said} ")
        return {
            WRONG_SPEAKER: line.replace(self.speaker, "Someone Else", 1),
            KILLED_INJURED: swap(line, self.killed_injured),
            ACTOR_TARGET: swap(line, self.actor_target),
            DENIED_CONFIRMED: line.replace("denied", "confirmed", 1) if self.act is Act.DENIES else None,
            NO_COMMENT_DENIED: line.replace("declined to comment", "denied", 1) if self.act is Act.DECLINES else None,
            DROPPED: rest or lead.replace(self.speaker, "It was").strip(),
            NOT_IN_SOURCE: self._number(line, "777"),
            FROM_DATE: self._number(line, next(word for word in self.date[0].split() if word.isdigit()))
            if self.date
            else None,
            LAUNCHED_INTERCEPTED: swap(line, self.launched_intercepted),
            NO_HEDGE: line.replace(self.hedge, "", 1) if self.hedge else None,
        }

    def _number(self, line: str, number: str) -> str:
        """The figure replaced; a line without one gets the number put before its last word."""
        if self.figure:
            before, found, after = line.rpartition(self.figure[0])
            return f"{before}{number}{after}" if found else line
        head, _, last = line.rpartition(" ")
        return f"{head} {number} {last}"


def swap(line: str, pair: tuple[str, str] | str) -> str | None:
    """The two words exchanged; None when the case gives a reason instead of a pair."""
    if isinstance(pair, str):
        return None
    one, other = pair
    assert one in line, (one, line)
    assert other in line, (other, line)
    return line.replace(one, "\0").replace(other, one).replace("\0", other)


NO_VICTIMS = "nobody is killed or injured in it"
NO_TARGET = "nobody acts on anybody in it"
NO_AIR = "nothing is launched or intercepted in it"
KI = ("killed", "injured")
LI = ("launched", "intercepted")

CASES = (
    Case("Mayor Oda Brenn said 11 people were killed and 23 injured when northern guns shelled southern sheds on 4 May, and the toll may rise.",
         "Oda Brenn", "said", "11 people were killed and 23 injured when northern guns shelled southern sheds on 4 May, and the toll may rise",
         KI, ("northern", "southern"), NO_AIR, " may", ("11", "killed", 11), ("4 May", "2031-05-04")),
    Case("The Air Guard announced that 48 drones were launched on 6 May and that about 31 were intercepted before the Reds hit the Blues.",
         "The Air Guard", "announced", "48 drones were launched on 6 May and that about 31 were intercepted before the Reds hit the Blues",
         NO_VICTIMS, ("Reds", "Blues"), LI, "about ", ("48", "launched", 48), ("6 May", "2031-05-06"), Act.ANNOUNCES),
    Case("Ilse Vane denied that on 2 April her brigade launched or intercepted 9 rockets that might have killed or injured farmers whom Hale blamed on Dorn.",
         "Ilse Vane", "denied", "on 2 April her brigade launched or intercepted 9 rockets that might have killed or injured farmers whom Hale blamed on Dorn",
         KI, ("Hale", "Dorn"), LI, "might ", ("9", "launched", 9), ("2 April", "2031-04-02"), Act.DENIES),
    Case("Per Sandal declined to comment on reports that on 12 June 40 boats were launched and 7 intercepted, that some were killed or injured, and that Varn possibly attacked Tolm.",
         "Per Sandal", "declined to comment", "reports that on 12 June 40 boats were launched and 7 intercepted, that some were killed or injured, and that Varn possibly attacked Tolm",
         KI, ("Varn", "Tolm"), LI, "possibly ", ("40", "launched", 40), ("12 June", "2031-06-12"), Act.DECLINES),
    Case("“We lost 3 men killed and 8 injured on 1 March, perhaps more, when the raiders met the guards,” Captain Lew Orr said.",
         "Lew Orr", "said", "We lost 3 men killed and 8 injured on 1 March, perhaps more, when the raiders met the guards",
         KI, ("raiders", "guards"), NO_AIR, "perhaps ", ("3", "killed", 3), ("1 March", "2031-03-01"), Act.SAYS, Speech.DIRECT),
    Case("The hospital confirmed that at least 17 were injured and 2 killed on 9 July after the tram struck the lorry.",
         "The hospital", "confirmed", "at least 17 were injured and 2 killed on 9 July after the tram struck the lorry",
         KI, ("tram", "lorry"), NO_AIR, "at least ", ("17", "injured", 17), ("9 July", "2031-07-09"), Act.CONFIRMS),
    Case("Governor Ans Teel warned that 600 homes could flood by 20 August if the dam overflows the dyke.",
         "Ans Teel", "warned", "600 homes could flood by 20 August if the dam overflows the dyke",
         NO_VICTIMS, ("dam", "dyke"), NO_AIR, "could ", ("600", "hit", 600), ("20 August", "2031-08-20"), Act.WARNS),
    Case("Rena Holt accused Westmark of having fired on Eastmark with nearly 5 batteries on 30 January.",
         "Rena Holt", "accused", "Westmark of having fired on Eastmark with nearly 5 batteries on 30 January",
         NO_VICTIMS, ("Westmark", "Eastmark"), NO_AIR, "nearly ", ("5", "launched", 5), ("30 January", "2031-01-30"), Act.ACCUSES),
    Case("The embassy denied that Rook had sold Pell roughly 12 tanks on 3 October.",
         "The embassy", "denied", "Rook had sold Pell roughly 12 tanks on 3 October",
         NO_VICTIMS, ("Rook", "Pell"), NO_AIR, "roughly ", ("12", "delivered", 12), ("3 October", "2031-10-03"), Act.DENIES),
    Case("Tove Lind declined to comment on whether the fleet probably chased the ferry on 5 November.",
         "Tove Lind", "declined to comment", "whether the fleet probably chased the ferry on 5 November",
         NO_VICTIMS, ("fleet", "ferry"), NO_AIR, "probably ", None, ("5 November", "2031-11-05"), Act.DECLINES),
    Case("Cairn Aid promised that around 2,500 blankets would reach Upper Tarn before Lower Tarn on 14 December.",
         "Cairn Aid", "promised", "around 2,500 blankets would reach Upper Tarn before Lower Tarn on 14 December",
         NO_VICTIMS, ("Upper", "Lower"), NO_AIR, "around ", ("2,500", "pledged", 2500), ("14 December", "2031-12-14"), Act.PROMISES),
    Case("“Perhaps 6 shells were launched, none was intercepted, and on 7 May Brask bombed Aven,” Dora Quill told reporters.",
         "Dora Quill", "told", "Perhaps 6 shells were launched, none was intercepted, and on 7 May Brask bombed Aven",
         NO_VICTIMS, ("Brask", "Aven"), LI, "Perhaps ", ("6", "launched", 6), ("7 May", "2031-05-07"), Act.SAYS, Speech.DIRECT),
    Case("The Coast Service said 4 crew were killed, 1 injured and some allegedly detained on 22 September as pirates overran sailors.",
         "The Coast Service", "said", "4 crew were killed, 1 injured and some allegedly detained on 22 September as pirates overran sailors",
         KI, ("pirates", "sailors"), NO_AIR, "allegedly ", ("4", "killed", 4), ("22 September", "2031-09-22")),
    Case("Minister Jon Fask urged Nord to stop supplying Syd, saying 90 trucks had apparently crossed on 11 May.",
         "Jon Fask", "urged", "Nord to stop supplying Syd, saying 90 trucks had apparently crossed on 11 May",
         NO_VICTIMS, ("Nord", "Syd"), NO_AIR, "apparently ", ("90", "delivered", 90), ("11 May", "2031-05-11"), Act.URGES),
    Case("The palace neither confirmed nor denied that the king likely met the rebel on 8 May.",
         "The palace", "neither confirmed nor denied", "the king likely met the rebel on 8 May",
         NO_VICTIMS, ("king", "rebel"), NO_AIR, "likely ", None, ("8 May", "2031-05-08"), Act.NEITHER),
    Case("The monitors could not verify that 19 were killed and 33 injured on 25 May or that Kell suspected Morn.",
         "The monitors", "could not verify", "19 were killed and 33 injured on 25 May or that Kell suspected Morn",
         KI, ("Kell", "Morn"), NO_AIR, "", ("19", "killed", 19), ("25 May", "2031-05-25"), Act.CANNOT_VERIFY),
    Case("The cabinet did not confirm that roughly 70 missiles were launched or intercepted on 13 May by Ost against Vest.",
         "The cabinet", "did not confirm", "roughly 70 missiles were launched or intercepted on 13 May by Ost against Vest",
         NO_VICTIMS, ("Ost", "Vest"), LI, "roughly ", ("70", "launched", 70), ("13 May", "2031-05-13"), Act.NOT_CONFIRMED),
    Case("Nurse Yara Bell said one boy was injured and his aunt probably killed when the dog bit the horse.",
         "Yara Bell", "said", "one boy was injured and his aunt probably killed when the dog bit the horse",
         KI, ("dog", "horse"), NO_AIR, "probably ", ("one", "injured", 1)),
    Case("Opposition leader Max Ferro opposed the plan under which Alda would lease Bera up to 15 ports from 1 May.",
         "Max Ferro", "opposed", "the plan under which Alda would lease Bera up to 15 ports from 1 May",
         NO_VICTIMS, ("Alda", "Bera"), NO_AIR, "up to ", ("15", "pledged", 15), ("1 May", "2031-05-01"), Act.OPPOSES),
    Case("The union supported the strike, in which some 800 drivers may follow the pilots on 16 May.",
         "The union", "supported", "the strike, in which some 800 drivers may follow the pilots on 16 May",
         NO_VICTIMS, ("drivers", "pilots"), NO_AIR, "may ", ("800", "lost", 800), ("16 May", "2031-05-16"), Act.SUPPORTS),
    Case("The port denied that anyone was killed or injured on 18 May, though 2 cranes may have hit the barge.",
         "The port", "denied", "anyone was killed or injured on 18 May, though 2 cranes may have hit the barge",
         KI, ("cranes", "barge"), NO_AIR, "may ", ("2", "hit", 2), ("18 May", "2031-05-18"), Act.DENIES),
    Case("A spokesman for Hale Air declined to comment.",
         "Hale Air", "declined to comment", "", NO_VICTIMS, NO_TARGET, NO_AIR, "", None, None, Act.DECLINES),
    Case("“It’s a lie that 5 were killed or injured on 19 May,” Sela Marr said, “and Crane perhaps paid Finch.”",
         "Sela Marr", "said", "It’s a lie that 5 were killed or injured on 19 May,” Sela Marr said, “and Crane perhaps paid Finch.",
         KI, ("Crane", "Finch"), NO_AIR, "perhaps ", ("5", "killed", 5), ("19 May", "2031-05-19"), Act.SAYS, Speech.MIXED),
    Case("The water board said the level fell by 3 metres on 27 May and that the upper gate likely feeds the lower one.",
         "The water board", "said", "the level fell by 3 metres on 27 May and that the upper gate likely feeds the lower one",
         NO_VICTIMS, ("upper", "lower"), NO_AIR, "likely ", ("3", "distance", 3), ("27 May", "2031-05-27")),
)  # fmt: skip
