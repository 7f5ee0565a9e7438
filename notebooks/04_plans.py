# %% [markdown]
# # 04 计划与兑现
#
# *In English: the ledger of commitments. What did each subdistrict plan, when does it fall due, and what became of
# it, with both sentences? First the sample, where hardly any later report is held; then two invented years of one
# subdistrict, in which every kind of outcome occurs.*
#
# 台账把一份文档里的“计划”同同一机构后来的文档连起来，两边的原文都留着。
# 只有手头有覆盖到期时间的报告、而其中没有提到，才说“未再提及”；没有那样的报告，就说“没有可查的文件”。

# %%
import altair as alt
import matplotlib.pyplot as plt
import pandas as pd

import jiepu
from jiepu.charts import Chart, use_chinese
from jiepu.language import Texts
from jiepu.sample import folder

use_chinese()
pd.set_option("display.max_colwidth", 60)
say = Texts("zh")
outcomes = [
    "delivered",
    "underway",
    "delayed",
    "repeated",
    "dropped",
    "mentioned",
    "notDue",
    "notHeld",
    "unknown",
]
words = {name: say(f"word.outcome.{name}") for name in outcomes}
colours = dict(
    zip(
        words.values(),
        ["#2b6f4f", "#7fae6b", "#d9a441", "#b9852e", "#a93b27", "#8aa4bd", "#b8b5ac", "#d5d2c9", "#e8e5dc"],
        strict=True,
    )
)

# %% [markdown]
# ## 样例里计划了多少项，手头的文档能说出结果吗？
#
# 六份样例里没有一个街道接连两年的报告，所以几乎都是“没有可查的文件”。这不是没有兑现，是不知道。

# %%
kg = jiepu.build(folder())
ledger = kg.ledger()
counts = (
    ledger.assign(结果=ledger["outcome"].map(words)).groupby(["body", "结果"]).size().unstack(fill_value=0)
)
counts = counts[[word for word in words.values() if word in counts]]

axes = counts.plot.barh(stacked=True, figsize=(8, 1.9), color=[colours[word] for word in counts])
axes.set(title="各街道计划的事项，按后来怎样", xlabel="事项数", ylabel="")
axes.legend(title=None, frameon=False, bbox_to_anchor=(1, 1))
plt.show()

# %% [markdown]
# ## 一份总结里的计划，同一机构此前做到了哪一步？
#
# 计划之前已经开工或办过的，台账也连上：这能分出新的打算和接着做的事。

# %%
before = ledger[ledger["before"].astype(bool)]
print(f"{len(ledger)} 项计划里, {len(before)} 项在此前的文档里已有眉目")
before[["object", "verb", "beforeQuote", "beforeConfidence"]].head(6)

# %% [markdown]
# ## 有了接连两年的报告，计划后来怎样？
#
# `invented/` 里是两份虚构的总结：禾川市云汀区苇塘街道，2030 年和 2031 年。地名、项目和数字都是编的，只为让每种结果都出现一次。
# 指着一格看事项和把握。

# %%
two_years = jiepu.build("invented").ledger()
shown = two_years[two_years["dueTo"] == "2031-12-31"].drop_duplicates("object")
shown = shown.assign(结果=shown["outcome"].map(words), 次序=shown.groupby("outcome").cumcount() + 1)
order = [word for word in words.values() if word in set(shown["结果"])]
chart = (
    alt.Chart(
        shown[["object", "结果", "次序", "confidence"]].rename(
            columns={"object": "事项", "confidence": "把握"}
        ),
        title="苇塘街道（虚构）2031 年的计划，一格一项",
        width=440,
        height=150,
    )
    .mark_rect(stroke="white", strokeWidth=2)
    .encode(
        x=alt.X("次序:O", title="事项数", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("结果:N", sort=order, title=None),
        color=alt.Color(
            "结果:N", scale=alt.Scale(domain=order, range=[colours[word] for word in order]), legend=None
        ),
        tooltip=["事项:N", "结果:N", alt.Tooltip("把握:Q", format=".2f")],
    )
)
Chart(chart)

# %% [markdown]
# ## 凭哪两句话？
#
# 程序也会读错，所以两边的原文摆在一起。“未再提及”没有后来的原文：它说的是那份报告从头到尾没有提到。

# %%
shown[["object", "结果", "plannedQuote", "laterQuote"]].reset_index(drop=True)
