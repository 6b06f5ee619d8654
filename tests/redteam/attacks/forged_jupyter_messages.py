# goal: a grader that breaks, or takes another cell's end for this one's
# technique: publishes forged replies, errors and states in the kernel's name, for this request and for others
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out
# %%
kernel = get_ipython().kernel
parent = kernel.get_parent()
for kind, content in (
    ("status", {"execution_state": "idle"}),
    ("error", {"ename": "MemoryError", "evalue": "x", "traceback": []}),
    ("execute_reply", {"status": "ok", "execution_count": 10**9}),
    ("execute_input", {"code": "1", "execution_count": "many"}),
    ("execute_result", {"data": {}, "metadata": {}, "execution_count": -1}),
    ("clear_output", {"wait": False}),
    ("update_display_data", {"data": {}, "metadata": {}, "transient": {"display_id": "none"}}),
    ("shutdown_reply", {"restart": False, "status": "ok"}),
    ("no_such_message", {}),
):
    for header in (parent, {}, {**parent, "header": {**parent["header"], "msg_id": "another"}}):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=header)
# %% last
print("still here")
