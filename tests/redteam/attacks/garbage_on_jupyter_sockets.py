# goal: a grader that breaks or hangs
# technique: sends frames that are no messages on the kernel's own sockets
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out, killed
# %%
kernel = get_ipython().kernel
socket = getattr(kernel.iopub_socket, "io_thread", None)
for frames in ([b"x"], [b"", b""], [b"<IDS|MSG>"], [b"a", b"<IDS|MSG>", b"sig", b"{", b"{", b"{", b"{"], [b"\xff" * 1000] * 50):
    kernel.iopub_thread.socket.send_multipart(frames)
