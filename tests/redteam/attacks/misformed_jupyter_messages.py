# goal: a grader that breaks
# technique: publishes messages whose contents lack what a client reads, or hold other types
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out, killed
# %%
kernel = get_ipython().kernel
parent = kernel.get_parent()
for kind in ("status", "error", "stream", "execute_result", "display_data", "update_display_data", "clear_output"):
    for content in ({}, {"execution_state": [1]}, {"data": 5, "metadata": None, "transient": 7}, {"name": 1, "text": {}}):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
# %% last
print("still here")
