# goal: scripts in the pages of staff and students
# technique: HTML, scripts and ANSI in outputs, in exceptions' names and texts, and in answers that messages show
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
from IPython.display import HTML, Javascript, display

MARKUP = "<script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">\x1b[31mred\x1b]0;PWNED\x07"
print(MARKUP)
display(HTML(MARKUP), Javascript("document.title='PWNED'"))
# %%
raise type(MARKUP, (ValueError,), {"__module__": MARKUP})(MARKUP)
# %% q1
def running_mean(values):
    raise type(MARKUP, (ValueError,), {"__module__": "builtins"})(MARKUP)
# %% q2
standardise = MARKUP
standard_heights = np.array([[MARKUP]])
