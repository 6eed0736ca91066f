"""Passwords of ten characters and more that are tried first, in Dutch and English.

Compared in lower case and without what stands after the last letter, so `Wachtwoord2026!` is found by `wachtwoord`.
"""

_STEMS = """
    password passwort passw0rd p@ssword p@ssw0rd wachtwoord wachtw00rd welkom welcome welkomthuis welkomterug
    qwertyuiop qwertyuio qwerty qwertyqwerty asdfghjkl asdfghjklo zxcvbnm azertyuiop azerty qazwsxedc qazwsx
    iloveyou ikhouvanjou ikhouvanje letmein changeme changeit default administrator admin beheerder superuser
    trustno sunshine princess football voetbal basketball baseball superman batman pokemon dragon monkey
    master shadow michael jennifer jordan computer internet whatever starwars blink chocolate butterfly
    zonnetje schatje liefje lieverd prinses vlinder chocola amsterdam rotterdam denhaag utrecht eindhoven
    groningen feyenoord nederland holland oranje koningsdag sinterklaas
    dierenarts dierenartspraktijk dierenkliniek kliniek praktijk veterinarian veterinary vetsync vetconnect
    huisdier huisdieren hondenkat hond honden katten poes poesje puppy kitten labrador
    zomer winter herfst lente summer autumn spring januari februari maart april augustus september oktober
    november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    geheim geheimpje secret topsecret test testing testtest tester guest gast login inloggen mypassword
    mijnwachtwoord nieuwwachtwoord newpassword tijdelijk temporary temppassword
"""
_WHOLE = """
    1234567890 0123456789 12345678910 123456789a 0987654321 9876543210 1q2w3e4r5t 1qaz2wsx3edc 1qaz2wsx3e
    q1w2e3r4t5 abcdefghij abcdefghijk abc123abc123 a1b2c3d4e5 123qwe123qwe qwe123qwe123 1234512345 123123123123
    1122334455 112233445566 121212121212 102030405060 147258369000 741852963000 0000000000 1111111111
"""
STEMS = frozenset(_STEMS.split())
WHOLE = frozenset(_WHOLE.split())
