# %% [markdown]
# # 从文档到图谱
#
# 用自带的六份示例文档建图，看一个项目品牌是谁在做、做到哪一步、由哪句话说出，再看街道与哪些单位合作。
# 换成自己的文件夹，只改 `jiepu.build(...)` 里的路径。
#
# *In English: build the graph of the sample documents, look at one programme with the sentences that speak of
# it, and list the partners of a subdistrict. Put your own folder into `jiepu.build(...)`.*

# %%
import jiepu
from jiepu.sample import folder

kg = jiepu.build(folder())
print(f"文档 {len(kg.documents)} 份，实体 {len(kg.entities)} 个")
print(f"关系 {len(kg.claims)} 条，数据 {len(kg.figures)} 条")

# %% [markdown]
# ## 江小鲤：谁在做，做到哪一步？

# %%
programme = kg.entity("江小鲤")
for relation in programme.relations:
    print(relation.status, relation.evidence.doc, relation.evidence.quote)

# %% [markdown]
# ## 万里街道与谁合作？

# %%
print(kg.query("partners", subdistrict="万里街道").to_string(index=False))

# %% [markdown]
# ## 哪些机制不止一个街道在用？

# %%
print(kg.query("shared").to_string(index=False))

# %% [markdown]
# ## 画出来
#
# 在笔记本里，下面这一行显示可以点击的图；每条线都能打开原句。

# %%
kg.show("江小鲤", "江川路街道")
