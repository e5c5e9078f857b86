"""Start to the first painted window, against a bare window with one plot."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.bench.measuring import Result, paired

_WATCH = """
import os
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

class Painted(QObject):
    \"\"\"Ends the process as soon as the first paint of a shown window is done.\"\"\"

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isVisible():
            # Comes before any timer, so that nothing put off until after the paint is counted.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event):
        if event.type() == QEvent.Type.User:
            os._exit(0)
        return super().event(event)

watch = Painted()
"""

_BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QMainWindow
import pyqtgraph

app = QApplication(sys.argv)
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
plot.plot([1, 3, 2])
window.setCentralWidget(plot)
window.resize(1280, 800)
window.show()
app.installEventFilter(watch)
app.exec()
"""
)

_OURS = (
    _WATCH
    + """
from app.gui import launch
real = QApplication.exec

def painted(*_):
    QApplication.instance().installEventFilter(watch)
    return real()

QApplication.exec = painted
sys.exit(launch.open_window([]))
"""
)


def _run(program: str) -> float:
    env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program], check=True, env=env, timeout=60, capture_output=True
    )
    return time.perf_counter() - start


def startup() -> Result:
    """Hold the start of a whole process against a bare one, both until the first paint."""
    return paired(
        "startup",
        what="process start to first painted window",
        yardstick="a bare PySide6 window with one pyqtgraph plot",
        reach="at most 1.5 x",
        ours=lambda: _run(_OURS),
        theirs=lambda: _run(_BARE),
        runs=9,
    )
