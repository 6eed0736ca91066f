"""The demo's mailbox, open to whoever tries the demo. Registered in a demo only: elsewhere these paths don't exist."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from vetsync.kit.http.paging import Page
from vetsync.messaging.letters.folder import LetterFolder
from vetsync.messaging.letters.schemas import DemoLetter, DemoLetterText

PUBLIC = {"permission": "public"}
TAGS = ["demo"]


@get("/demo/mail", opt=PUBLIC, operation_id="listDemoLetters", tags=TAGS)
async def list_demo_letters(letter_folder: NamedDependency[LetterFolder]) -> Page[DemoLetter]:
    return Page(items=await letter_folder.latest())


@get("/demo/mail/{letter_id:str}", opt=PUBLIC, operation_id="getDemoLetter", tags=TAGS)
async def get_demo_letter(
    letter_id: FromPath[str], letter_folder: NamedDependency[LetterFolder]
) -> DemoLetterText:
    return await letter_folder.letter(letter_id)


DEMO_ROUTES = [list_demo_letters, get_demo_letter]
