"""Start to the first painted window, against a bare window with one plot."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.bench.measuring import Result, paired

_BARE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph

class Quit(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return False

app = QApplication(sys.argv)
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
plot.plot([1, 3, 2])
window.setCentralWidget(plot)
watch = Quit()
plot.viewport().installEventFilter(watch)
window.resize(1280, 800)
window.show()
app.exec()
"""

_OURS = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Quit(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isVisible():
            QTimer.singleShot(0, QApplication.instance().quit)
        return False

from app.gui import launch
watch = Quit()
real = QApplication.exec

def painted(*_):
    QApplication.instance().installEventFilter(watch)
    return real()

QApplication.exec = painted
sys.exit(launch.open_window([]))
"""


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
