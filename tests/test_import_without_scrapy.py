"""The library half works where Scrapy and Twisted are not installed."""

import subprocess
import sys

BLOCK_AND_EXTRACT = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("scrapy", "twisted"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())

import newscrawl

html = '''<html lang="en"><head><title>Ferry late</title>
<meta property="og:type" content="article"></head><body><article><h1>Ferry late</h1>
<p>The ferry was late again on Monday, for the third time in a week, passengers said at the pier.</p>
<p>The owners of the ferry blamed the tide, which came at the time that the almanac gives for it.</p></article></body>
</html>'''
extraction = newscrawl.extract(html, "https://example.com/2014/11/21/ferry-late/")
assert newscrawl.extract_text("Ferry late\\nBy Ann Lee\\nThe ferry was late.", "https://example.com/ferry")
assert not {"scrapy", "twisted"} & {name.split(".")[0] for name in sys.modules}
print(extraction.article.headline)
"""


def test_extract_without_scrapy_and_twisted() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCK_AND_EXTRACT], capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "Ferry late\n"
