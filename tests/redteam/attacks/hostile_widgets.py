# goal: a grader that breaks
# technique: opens widgets whose messages lack what a client reads, and an output widget that catches the outputs
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out, killed
# %%
kernel = get_ipython().kernel
parent = kernel.get_parent()
model = {"_model_module": "@jupyter-widgets/output", "_model_name": "OutputModel", "msg_id": parent["header"]["msg_id"]}
for kind, content in (
    ("comm_open", {"comm_id": "a", "target_name": "jupyter.widget", "data": {"state": model}}),
    ("comm_msg", {"comm_id": "a", "data": {"method": "update", "state": {"outputs": 5, "msg_id": 7}}}),
    ("comm_msg", {"comm_id": "b", "data": {"state": {}, "buffer_paths": [["x"], ["y"]]}}),
    ("comm_msg", {"comm_id": "c", "data": []}),
    ("comm_open", {"comm_id": "d", "target_name": "jupyter.widget", "data": None}),
    ("comm_open", {}),
    ("comm_close", {}),
):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
# %% last
print("still here")
