# %% [markdown]
# # 06 在街道之间传开
#
# *In English: where does each mechanism and programme first appear, and where next? For one mechanism, what do the
# documents say of each place and year: adopted, planned, named, not adopted, or no document held?*
#
# 一个机制最早在哪份文档里出现，随后在哪里。文档没有提到，不等于没有采用：
# 只有手头的报告覆盖了那一年而没有提到，才说“未采用”，否则就是“没有可查的文件”。

# %%
import altair as alt
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.patches import Patch

import jiepu
from jiepu.charts import COLOURS, Chart, use_chinese
from jiepu.language import Texts
from jiepu.sample import folder

use_chinese()
pd.set_option("display.max_colwidth", 60)
say = Texts("zh")
kg = jiepu.build(folder())

# %% [markdown]
# ## 哪个机制先在哪里出现，后到哪里？
#
# 一点是一个街道的文档第一次提到它的日子（报告按所述时期的末日）。指着一点看原文。

# %%
steps = kg.diffusion()
streets = steps[steps["level"] == "town"].copy()
streets = streets[streets.groupby("name")["place"].transform("nunique") > 1]
streets["说法"] = streets["how"].map(lambda name: say(f"word.state.{name}"))
order = streets.groupby("name")["date"].min().sort_values(kind="stable").index.tolist()
data = streets[["name", "place", "date", "说法", "quote"]].rename(
    columns={"name": "名称", "place": "街道", "date": "日期", "quote": "原文"}
)
data["原文"] = data["原文"].str.replace(r"\s+", "", regex=True).str.slice(0, 60)
base = alt.Chart(data, title="各街道的文档第一次提到它", width=520, height=26 * len(order))
chart = base.mark_line(color="#b8b5ac").encode(
    x=alt.X("日期:T", title=None), y=alt.Y("名称:N", sort=order, title=None), detail="名称:N"
) + base.mark_point(filled=True, size=100, opacity=1).encode(
    x=alt.X("日期:T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
    y=alt.Y("名称:N", sort=order, title=None),
    color=alt.Color("街道:N", scale=alt.Scale(range=list(COLOURS))),
    shape=alt.Shape("说法:N"),
    tooltip=["名称:N", "街道:N", alt.Tooltip("日期:T", format="%Y-%m-%d"), "说法:N", "原文:N"],
)
Chart(chart)

# %% [markdown]
# ## “一网统管”：哪一年、哪个街道有文档可查，怎么说？
#
# 灰格没有可查的文件，什么也说不出。样例只有六份文档，灰格占了大半。

# %%
places = kg.diffusion(show="places", name="一网统管")
places = places[places["level"] == "town"]
table = places.pivot(index="place", columns="year", values="state")
looks = {
    "adopted": COLOURS[2], "planned": COLOURS[3], "named": COLOURS[5], "notAdopted": COLOURS[1], "notHeld": "#eceae3",
}  # fmt: skip

figure, axes = plt.subplots(figsize=(7, 0.5 * len(table) + 0.8))
for row, place in enumerate(table.index[::-1]):
    for column, year in enumerate(table.columns):
        axes.add_patch(plt.Rectangle((column, row), 0.94, 0.88, color=looks[table.loc[place, year]]))
axes.set(xlim=(0, len(table.columns)), ylim=(0, len(table)), title="“一网统管”，按街道和年份")
axes.set_xticks([n + 0.47 for n in range(len(table.columns))], table.columns)
axes.set_yticks([n + 0.44 for n in range(len(table))], table.index[::-1])
axes.tick_params(length=0)
axes.spines[:].set_visible(False)
seen = [name for name in looks if (table == name).to_numpy().any()]
axes.legend(
    handles=[Patch(color=looks[name], label=say(f"word.state.{name}")) for name in seen],
    frameon=False, bbox_to_anchor=(1, 1),
)  # fmt: skip
plt.show()

# %% [markdown]
# ## 凭哪句话？

# %%
steps.loc[steps["name"] == "一网统管", ["step", "place", "date", "how", "quote", "document"]].reset_index(
    drop=True
)
