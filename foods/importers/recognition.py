"""What a path holds: USDA's SR28 or a FoodData Central download."""

from pathlib import Path

from . import fdc, sr28_release
from .files import Download, Progress, no_progress
from .records import Edition, NotWhatItClaims


def read_usda(path: Path, progress: Progress = no_progress) -> Edition:
    """Recognise and read a download of USDA's, as a folder or a zip. Raises NotWhatItClaims."""
    download = Download(path, progress)
    try:
        for reader, fits in ((sr28_release, sr28_release.is_sr28), (fdc, fdc.is_fdc)):
            if fits(download):
                return reader.read(download)
    finally:
        download.close()
    raise NotWhatItClaims(
        f"{path.name} is neither the ASCII release of SR28 (FOOD_DES.txt, NUT_DATA.txt …) nor a FoodData "
        "Central CSV download (food.csv, food_nutrient.csv …)."
    )
