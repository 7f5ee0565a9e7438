# %% [markdown]
# # 05 数据与变化
#
# *In English: which figures rose and which fell, as the sample's sentences state it; and, on two invented years,
# whether stated changes agree with the ones computed, and whether targets were met.*
#
# 数据带着单位、时期、基准和原文写明的变化。两年都在手时，程序把原文写的变化同算出的对照；
# 印出的数字有进位，所以只有怎么进位都对不上的才算“不符”。

# %%
import altair as alt
import matplotlib.pyplot as plt
import pandas as pd

import jiepu
from jiepu.charts import COLOURS, Chart, use_chinese
from jiepu.language import Texts
from jiepu.sample import folder

use_chinese()
pd.set_option("display.max_colwidth", 60)
say = Texts("zh")

# %% [markdown]
# ## 江川路街道 2025 年上半年，哪些指标升、哪些降？
#
# 只列原文写明百分比的。升不一定好：投诉下降是好事。

# %%
kg = jiepu.build(folder())
series = kg.series()
half = series[
    (series["document"] == "江川路街道2025年上半年工作回顾") & series["change"].str.endswith("%", na=False)
]
half = half.drop_duplicates("indicator").assign(百分比=half["change"].str.rstrip("%").astype(float))
half = half.sort_values(["百分比", "indicator"])

figure, axes = plt.subplots(figsize=(7.5, 0.34 * len(half) + 0.9))
axes.barh(
    half["indicator"], half["百分比"], color=[COLOURS[1] if v < 0 else COLOURS[2] for v in half["百分比"]]
)
axes.axvline(0, color="#66645d", linewidth=0.8)
axes.set(title="原文写明的变化，2025 年上半年", xlabel="%")
axes.margins(x=0.16)
for place, (value, said) in enumerate(zip(half["百分比"], half["change"], strict=True)):
    axes.annotate(
        said, (value, place), (4 if value > 0 else -4, 0), textcoords="offset points", va="center",
        ha="left" if value > 0 else "right", fontsize=8,
    )  # fmt: skip
plt.show()

# %% [markdown]
# ## 这些变化能核对吗？
#
# 样例里没有上年的数据，所以没有一条能核对；程序照实说。

# %%
checks = series.loc[series["change"].astype(bool), "check"].map(
    lambda name: say.get(f"word.check.{name}", "没有写明可比的时期")
)
print(checks.value_counts().to_string())

# %% [markdown]
# ## 两年都在手，原文写的变化与算出的一致吗？
#
# 虚构的苇塘街道，2030 年和 2031 年；其中一处变化有意写错。灰线是上年的数据，点是今年的；橙色是对不上的。

# %%
years = jiepu.build("invented")
checked = years.series(show="checks")
checked = checked.assign(核对=checked["check"].map(lambda name: say(f"word.check.{name}")))
checked[["indicator", "earlierValue", "value", "unit", "change", "computed", "核对", "quote"]]

# %%
both = checked.assign(
    指标=checked["indicator"],
    原文=checked["change"].str.rstrip("%").astype(float),
    算出=checked["computed"].astype(float),
)
long = both.melt(["指标", "核对"], ["原文", "算出"], "来自", "变化（%）")
base = alt.Chart(long, title="同一指标的变化：原文写的与算出的", width=420, height=90)
chart = base.mark_line(color="#b8b5ac").encode(
    x="变化（%）:Q", y=alt.Y("指标:N", title=None), detail="指标:N"
) + base.mark_point(filled=True, size=110, opacity=1).encode(
    x="变化（%）:Q",
    y=alt.Y("指标:N", title=None),
    shape=alt.Shape("来自:N", title=None),
    color=alt.Color(
        "核对:N", title=None, scale=alt.Scale(domain=["相符", "不符"], range=[COLOURS[2], COLOURS[1]])
    ),
    tooltip=["指标:N", "来自:N", "变化（%）:Q", "核对:N"],
)
Chart(chart)

# %% [markdown]
# ## 定下的目标达到了吗？

# %%
targets = years.series(show="targets")
targets = targets.assign(结果=targets["check"].map(lambda name: say.get(f"word.check.{name}", "")))
targets[["indicator", "value", "unit", "earlierValue", "结果", "quote"]].rename(
    columns={"value": "目标", "earlierValue": "实际"}
)
