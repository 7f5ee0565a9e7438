# %% [markdown]
# # 02 用 SPARQL 和 pandas 提问
#
# *In English: the library's questions, a question of your own in SPARQL with every answer's sentence, and the
# same tables in pandas: what do subdistricts undertake, by theme and status?*
#
# 三种问法，由易到难：现成的问题，自己写的 SPARQL，把记录放进 pandas 自己数。

# %%
import altair as alt
import pandas as pd

import jiepu
from jiepu.charts import COLOURS, Chart
from jiepu.sample import folder

kg = jiepu.build(folder())

# %% [markdown]
# ## 有哪些现成的问题？

# %%
questions = kg.questions()
print(f"共 {len(questions)} 个问题")
questions[["name", "title", "parameters"]].head(12)

# %% [markdown]
# ## 养老这件事，各街道的文档说了什么？

# %%
care = kg.query("themes", theme="养老")
print(f"{len(care)} 条")
care.dropna(axis="columns", how="all").iloc[:8, :6]

# %% [markdown]
# ## 谁计划了什么项目品牌？自己写一个 SPARQL
#
# 每条关系是一个 `jp:Claim`，连着主体、对象、状态和原句。前缀已经备好，不必再写。

# %%
planned = kg.query("""
SELECT ?who ?programme ?quote WHERE {
  ?claim a jp:Claim ; rdf:subject ?s ; rdf:predicate jp:undertakes ; rdf:object ?o ;
         jp:status jp:planned ; prov:wasDerivedFrom ?evidence .
  ?s skos:prefLabel ?who .
  ?o a jp:Programme ; skos:prefLabel ?programme .
  ?evidence oa:hasSelector/oa:exact ?quote .
}
ORDER BY ?who ?programme
""")
print(f"{len(planned)} 项")
planned.assign(quote=planned["quote"].str.slice(0, 40) + "…").head(10)

# %% [markdown]
# ## 每个街道把力气放在哪些主题上？
#
# 主题由种子词分出，一条关系可以有几个。颜色深浅是关系数；指着一格看数目。
# 各街道的文档多少不等，所以横着比较一个街道的主题，不要竖着比较街道。

# %%
from graph.themes import concepts

areas = dict(kg.knowledge.data.issuers)
names = {entity.iri: entity.name for entity in kg.entities}
rows = pd.DataFrame(
    {"街道": names[areas[c.evidence.doc]], "主题": concepts()[theme].zh}
    for c in kg.claims
    for theme in c.themes
)
themes = rows.value_counts().rename("关系数").reset_index().sort_values(["街道", "主题"])
order = themes.groupby("主题")["关系数"].sum().sort_values(ascending=False, kind="stable").index[:16].tolist()

chart = (
    alt.Chart(themes[themes["主题"].isin(order)], title="主题 × 街道：关系数", width=560, height=110)
    .mark_rect()
    .encode(
        x=alt.X("主题:N", sort=order, title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("街道:N", title=None),
        color=alt.Color("关系数:Q", scale=alt.Scale(range=["#eef0f7", COLOURS[0]])),
        tooltip=["街道:N", "主题:N", "关系数:Q"],
    )
)
Chart(chart)

# %% [markdown]
# ## 计划的和做完的，各占多少？
#
# 一份只有计划的文档自然都是“计划中”；同一街道既有回顾又有安排时才好比较。

# %%
words = {"done": "已完成", "ongoing": "进行中", "planned": "计划中"}
states = pd.DataFrame({"街道": names[areas[c.evidence.doc]], "状态": words[c.status]} for c in kg.claims)
table = states.value_counts().unstack(fill_value=0)[list(words.values())]
table.assign(计划占比=(table["计划中"] / table.sum(axis=1)).round(2))
