"""Help given, as sentences tell it: the words of giving, one telling read from a sentence, tellings joined to pledges."""
