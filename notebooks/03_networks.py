# %% [markdown]
# # 03 合作网络
#
# *In English: who works with whom in the sample; core and periphery, brokers, groups (Louvain, with a fixed seed);
# which subdistricts share programmes and mechanisms; what would fall apart without one actor. Every measure says
# on which graph it was taken.*
#
# 同一批文档可以画出几种网络，各答各的问题：合作是无向的，依托有方向，机构与项目的二部图说谁和谁做同一件事。
# 只算已完成和进行中的；计划中的合作还不是合作。

# %%
import altair as alt
import matplotlib.pyplot as plt
import pandas as pd

import jiepu
from graph.partnership import partners
from graph.view.layout import arrange
from graph.view.ranking import links
from jiepu.charts import COLOURS, Chart, use_chinese
from jiepu.sample import folder

use_chinese()
pd.set_option("display.max_colwidth", 90)
kg = jiepu.build(folder())

# %% [markdown]
# ## 谁与谁合作，分成哪几群？
#
# 一点是一个机构或街道，一条线是至少一句话说的合作；颜色是群体，大小是合作方的个数。

# %%
network = partners(kg.knowledge.data)
actors = kg.networks().set_index("entity")
order = list(network)
at = {iri: number for number, iri in enumerate(order)}
names = [network.nodes[iri]["label"] for iri in order]
linked = links((at[a], at[b]) for a, b in network.edges)
places = arrange(range(len(order)), (), linked, [0] * len(order), names)

figure, axes = plt.subplots(figsize=(8, 7))
for a, b in network.edges:
    (x1, y1), (x2, y2) = places[at[a]], places[at[b]]
    axes.plot([x1, x2], [-y1, -y2], color="#b8b5ac", linewidth=1, zorder=1)
for iri in order:
    x, y = places[at[iri]]
    row = actors.loc[iri]
    axes.scatter(
        x, -y, s=40 + 45 * row["degree"], color=COLOURS[(int(row["group"]) - 1) % len(COLOURS)], zorder=2
    )
    axes.annotate(
        row["name"],
        (x, -y),
        (0, -11 - row["degree"]),
        textcoords="offset points",
        ha="center",
        fontsize=8.5,
        zorder=3,
    )
axes.set(title=f"合作网络：{len(order)} 个主体，{network.number_of_edges()} 条合作")
axes.margins(0.12)
axes.axis("off")
plt.show()

# %% [markdown]
# ## 这张网说明什么？
#
# 每个度量一句话，后面写明是在哪张图上算的。样例只有六份文档，网很小：看的是读法，不是结论。

# %%
with pd.option_context("display.max_colwidth", None):
    summary = kg.networks(show="summary")
    for _, row in summary.iterrows():
        print(f"{row['sentence']}（{row['graph']}）")

# %% [markdown]
# ## 没有了谁，网会断开？
#
# 去掉一个主体，它所在部分的其余主体之间，有多大比例的两两联系会断开。只有一头的主体去掉了也不断开什么。

# %%
lost = actors[actors["degree"] > 1].sort_values(["lost", "degree", "name"])
figure, axes = plt.subplots(figsize=(7, 0.42 * len(lost) + 0.9))
axes.barh(lost["name"], 100 * lost["lost"], color=COLOURS[1])
axes.set(title="去掉它，断开多少联系", xlabel="断开的两两联系（%）", xlim=(0, 100))
plt.show()

# %% [markdown]
# ## 哪些主体共同参与同样的项目和机制？
#
# 大家都参与的，把谁也拉不近；只有两家参与的最说明问题。所以每项按参与者数折减（Newman 2001）。指着一格看是哪些。

# %%
pairs = kg.networks(show="shared")
flipped = pairs.rename(columns={"first": "second", "second": "first"})
both = pd.concat([pairs, flipped], ignore_index=True)[["first", "second", "works", "weight"]]
both.columns = ["主体", "与", "共同参与", "权重"]
order = both.groupby("主体")["权重"].sum().sort_values(ascending=False, kind="stable").index.tolist()
chart = (
    alt.Chart(both, title="共同参与的项目和机制", width=34 * len(order), height=34 * len(order))
    .mark_rect()
    .encode(
        x=alt.X("与:N", sort=order, title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("主体:N", sort=order, title=None),
        color=alt.Color("权重:Q", scale=alt.Scale(range=["#eef0f7", COLOURS[0]])),
        tooltip=["主体:N", "与:N", "共同参与:N", alt.Tooltip("权重:Q", format=".2f")],
    )
)
Chart(chart)

# %% [markdown]
# ## 凭哪些句子？
#
# 网里的每条线都能回到原文。

# %%
kg.query("partners", subdistrict="江川路街道", status="done")[["name", "about", "quote"]]
