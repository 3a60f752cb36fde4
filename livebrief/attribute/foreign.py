"""The words of saying in Spanish, Ukrainian and Russian, by act: for the rules alone, since the trained reader knows
English only. Data only; refuses grammar. Compiled by hand from news style books; no corpus at hand has gold for them.
"""

from __future__ import annotations

from livebrief.records.statements import Act

VERBS: dict[Act, str] = {
    Act.SAYS: (
        "dijo dice dijeron afirmó afirma afirmaron declaró declaran señaló señalan informó informaron aseguró explicó indicó "
        "sostuvo agregó añadió manifestó precisó reconoció contó recordó subrayó insistió opinó "
        "заявив заявила заявили заявляє заявляють повідомив повідомила повідомили повідомляє повідомляють сказав сказала "
        "сказали зазначив зазначила зазначили додав додала додали наголосив наголосила підкреслив підкреслила розповів "
        "розповіла розповіли пояснив пояснила пояснили написав написала уточнив уточнила "
        "заявил заявило заявляет сообщил сообщила сообщили сообщило сообщает сообщают сказал сказали отметил "
        "отметила отметили добавил добавила добавили подчеркнул подчеркнула рассказал рассказала рассказали пояснил пояснили "
        "написал уточнил "
    ),
    Act.ANNOUNCES: "anunció anuncia anunciaron оголосив оголосила оголосили анонсував объявил объявила объявили",
    Act.CONFIRMS: "confirmó confirmaron підтвердив підтвердила підтвердили подтвердил подтвердила подтвердили",
    Act.DENIES: (
        "negó negaron desmintió desmintieron rechazó rechazaron заперечив заперечила заперечили спростував спростувала "
        "спростували опроверг опровергла опровергли опровергло"
    ),
    Act.WARNS: "advirtió alertó advirtieron попередив попередила попередили предупредил предупредила предупредили",
    Act.ACCUSES: "acusó acusaron denunció denunciaron звинуватив звинуватила звинуватили обвинил обвинила обвинили",
    Act.URGES: "pidió pidieron exigió instó urgió закликав закликала закликали призвал призвала призвали потребовал",
    Act.PROMISES: "prometió prometieron пообіцяв пообіцяла пообіцяли пообещал пообещала пообещали",
    Act.SUPPORTS: "celebró aplaudió підтримав підтримала підтримали поддержал поддержала поддержали",
    Act.OPPOSES: "condenó condenaron criticó засудив засудила засудили осудил осудила осудили",
}  # fmt: skip
ACCORDING = "según|de acuerdo con|за словами|за даними|за інформацією|по словам|по данным|по информации"
THAT = "que|що|что"
