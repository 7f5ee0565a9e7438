# %% [markdown]
# # 01 从文档到图谱
#
# *In English: build the graph of six sample documents, see what was found in which, look at one programme with
# the sentences that speak of it, list the partners of a subdistrict, draw. Put the path of your own folder into
# `jiepu.build(...)`.*
#
# 用自带的六份示例文档建图，看读出了什么、一个项目品牌由谁在做、做到哪一步、由哪句话说出。
# 换成自己的文件夹，只改 `jiepu.build(...)` 里的路径。

# %%
import matplotlib.pyplot as plt

import jiepu
from jiepu.charts import use_chinese
from jiepu.sample import folder

use_chinese()
kg = jiepu.build(folder())
print(f"文档 {len(kg.documents)} 份，实体 {len(kg.entities)} 个")
print(f"关系 {len(kg.claims)} 条，数据 {len(kg.figures)} 条")

# %% [markdown]
# ## 每份文档里读出了多少关系，做到了哪一步？
#
# 一条关系是一句话说的一件事，带着状态：已完成、进行中或计划中。计划的文档里几乎都是“计划中”，总结里多是“已完成”。

# %%
import pandas as pd

titles = {document.doc: document.title for document in kg.documents}
words = {"done": "已完成", "ongoing": "进行中", "planned": "计划中"}
claims = pd.DataFrame({"文档": titles[c.evidence.doc], "状态": words[c.status]} for c in kg.claims)
counts = claims.value_counts().unstack(fill_value=0)[list(words.values())]
counts = counts.loc[list(titles.values())[::-1]]

axes = counts.plot.barh(stacked=True, figsize=(8, 3.2), color=["#4b4f9e", "#a8862b", "#d9c3dd"])
axes.set(title="每份文档的关系，按状态", xlabel="关系数", ylabel="")
axes.legend(title=None, frameon=False, loc="lower right")
plt.show()

# %% [markdown]
# ## 江小鲤：谁在做，做到哪一步？
#
# 几份文档里的“江小鲤”是同一个实体。每一行都是一句原文；引用之前先读它。

# %%
programme = kg.entity("江小鲤")
for relation in programme.relations:
    print(words[relation.status], "|", titles[relation.evidence.doc], "|", relation.evidence.quote)

# %% [markdown]
# ## 万里街道与谁合作？

# %%
partners = kg.query("partners", subdistrict="万里街道")
partners[["name", "status", "verb", "document"]]

# %% [markdown]
# ## 哪些机制不止一个街道的文档提到？

# %%
kg.query("shared")[["name", "areas", "where", "since"]]

# %% [markdown]
# ## 画出来
#
# `kg.show("江小鲤", "江川路街道")` 在笔记本里显示可以点击的图，每条线都能打开原句；
# `.save("江小鲤.html")` 写成一个可单独打开的网页，不联网。这里只说它有多大，好让笔记本保持轻便。

# %%
picture = kg.show("江小鲤", "江川路街道")
print(
    "网页",
    "含原句" if "江小鲤" in picture.page else "空白",
    "·",
    f"约 {len(picture.page) // 100_000 / 10:.1f} 百万字符",
)
