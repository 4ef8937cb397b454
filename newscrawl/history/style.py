"""The style sheet of the history page."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light dark;--line:#d8dade;--soft:#6a6f78;--add:#d7f5dd;--cut:#fbdcdc;--tint:#f4f5f7;--mark:#2b5fb3}
@media(prefers-color-scheme:dark){:root{--line:#3a3e46;--soft:#9aa1ac;--add:#1d4427;--cut:#5a2326;--tint:#23262b;
--mark:#86b1f5}}
*{box-sizing:border-box}
body{margin:0;font:17px/1.6 Georgia,"Noto Serif",serif;overflow-wrap:break-word}
main{max-width:46rem;margin:0 auto;padding:2rem 1.2rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:.3rem 0}
h2{font-size:1.3rem;margin:2.5rem 0 1rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .5rem}
h3,.site,.figures,.badge,summary,.who,.days,time,.seen,.field b{font-family:system-ui,sans-serif}
a{color:var(--mark)}
.site,time,.seen,summary{color:var(--soft);font-size:.85rem}
.dek{font-size:1.15rem;color:var(--soft)}
.badge{display:inline-block;padding:0 .5em;margin-left:.3em;border-radius:.7em;background:var(--tint);
border:1px solid var(--line);font-size:.75rem;font-weight:normal}
.badge.gone{background:var(--cut)}.badge.updated{background:var(--add)}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1.5rem 0;padding:.8rem 1rem;background:var(--tint);
border-radius:.5rem}
.figures div{display:flex;flex-direction:column-reverse}
.figures dt{color:var(--soft);font-size:.8rem}
.figures dd{margin:0;font-size:1.4rem}
ol.time{list-style:none;margin:0;padding:0 0 0 1.2rem;border-left:2px solid var(--line)}
ol.time>li{position:relative;margin:0 0 2rem}
ol.time>li::before{content:"";position:absolute;left:-1.62rem;top:.45rem;width:.7rem;height:.7rem;border-radius:50%;
background:var(--mark)}
ins{background:var(--add);text-decoration:none;border-bottom:2px solid #3d9a52}
del{background:var(--cut)}
.field b{display:block;font-size:.75rem;color:var(--soft);font-weight:normal}
details{margin:.6rem 0}
summary{cursor:pointer}
.thread,.thread ol{list-style:none;padding:0;margin:0}
.thread ol{margin-left:.8rem;padding-left:.8rem;border-left:1px solid var(--line)}
.thread article{padding:.7rem 0;border-bottom:1px solid var(--line)}
.thread article p{margin:.3rem 0}
article.removed p{opacity:.65}
.days{border-collapse:collapse;width:100%;font-size:.8rem;margin:0 0 1rem}
.days caption{text-align:left;color:var(--soft)}
.days th{font-weight:normal;text-align:left;white-space:nowrap;width:7rem}
.days td:nth-child(2) span{display:block;height:.8rem;background:var(--mark);border-radius:.2rem}
.days td:last-child{width:3rem;text-align:right}
@media print{details{display:block}details>*{display:block}}
"""
"""Readable on paper, on a phone, and in the dark."""
