"""What things are: frozen records without I/O and without behaviour beyond reading themselves.

Field names follow one word per thing (DESIGN §5). Variables of a type carry one name everywhere:
``art cap doc sent stm sgt clm dev story ver brf rcp``.
"""
