# %% [markdown]
# # 07 读自己的文档，改正读错的
#
# *In English: build a folder of your own, see what could not be read and what deserves a look, decide which names
# are one thing, build again with your decisions, and ask for only what is sure enough.*
#
# 这里用 `invented/` 里两份虚构的总结，再加一份读不了的文件。换成自己的文件夹，只改 `reports`。

# %%
import shutil
import tempfile
import warnings
from pathlib import Path

import altair as alt
import matplotlib.pyplot as plt
import pandas as pd

import jiepu
from jiepu.charts import COLOURS, Chart, use_chinese
from jiepu.review import review

use_chinese()
work = Path(tempfile.mkdtemp())
reports = work / "reports"
shutil.copytree("invented", reports)
empty = (reports / "街谱说明.txt").write_text("", encoding="utf-8")
news = "苇塘街道简讯\n2031年6月2日,苇塘街道白鹭社区综合为老服务中心试运行。街道举办“渔火夜校”。\n"
written = (reports / "苇塘街道简讯.txt").write_text(news, encoding="utf-8")

# %% [markdown]
# ## 哪些文件没有读进来，为什么？

# %%
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    kg = jiepu.build(reports, work / "out")
for failure in kg.failures:
    print("没有读入：", failure.message("zh").replace(str(work), "…"))
for document in kg.documents:
    for warning in document.warnings:
        print("请留意：", document.title, "|", warning)

# %% [markdown]
# ## 读出的关系有多可靠？
#
# 每条关系带着置信度（0 到 1）。按它从高到低看原句，就知道自己的文档读得怎么样、门槛放在哪里合适。

# %%
sure = pd.Series([claim.confidence for claim in kg.claims])
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.hist(sure, bins=[n / 20 for n in range(21)], color=COLOURS[0])
axes.set(title="关系的置信度", xlabel="置信度", ylabel="关系数", xlim=(0, 1))
plt.show()

doubtful = sorted(kg.claims, key=lambda claim: (claim.confidence, claim.iri))[:3]
names = {entity.iri: entity.name for entity in kg.entities}
for claim in doubtful:
    print(
        f"{claim.confidence:.2f}", names[claim.head], claim.rel, names[claim.tail], "|", claim.evidence.quote
    )

# %% [markdown]
# ## 哪些名称该由人决定是不是同一个？
#
# `review` 把把握不大的合并（same）和相近而没有合并的名称（different）写成一张表，`decision` 一列留给人填。

# %%
aliases = work / "aliases.csv"
review(work / "out", aliases)
table = pd.read_csv(aliases, dtype=str).fillna("")
table[["name", "canonical", "type", "now", "likeness", "reason", "decision"]]

# %% [markdown]
# ## 决定之后，图谱变了什么？
#
# 简讯里的“白鹭社区综合为老服务中心”就是总结里的“白鹭综合为老服务中心”：在 `decision` 一列写 `same`，重建。
# 每个合并的理由都查得到；决定会留在图谱的文件夹里。

# %%
table.loc[table["canonical"] == "白鹭综合为老服务中心", "decision"] = "same"
table.to_csv(aliases, index=False, encoding="utf-8-sig")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    corrected = jiepu.build(reports, work / "out", aliases=aliases)
print("实体", len(kg.entities), "→", len(corrected.entities))
for mention in corrected.entity("白鹭综合为老服务中心").mentions:
    print(mention.text, "|", mention.doc, "|", mention.reason)

# %% [markdown]
# ## 只要更有把握的，会少掉哪些？
#
# 门槛越高，关系越少也越可靠。`jiepu.build(..., min_confidence=0.7)` 就只建这一些。

# %%
levels = pd.DataFrame(
    {
        "门槛": level / 100,
        "关系": kind,
        "条数": sum(claim.rel == kind and claim.confidence >= level / 100 for claim in kg.claims),
    }
    for level in range(0, 101, 5)
    for kind in ("undertakes", "partnersWith", "locatedIn", "serves")
)
levels["关系"] = levels["关系"].map(
    {"undertakes": "开展", "partnersWith": "合作", "locatedIn": "位于", "serves": "服务"}
)
chart = (
    alt.Chart(levels, title="不低于门槛的关系", width=460, height=180)
    .mark_line(interpolate="step-after", point=True)
    .encode(
        x="门槛:Q", y="条数:Q", color=alt.Color("关系:N", title=None), tooltip=["门槛:Q", "关系:N", "条数:Q"]
    )
)
Chart(chart)

# %%
shutil.rmtree(work)
