import pytest

from trucewatch.errors import UnreadableError
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.ownplaces import own_folder, read_own_table
from trucewatch.packs.placefiles import COLUMNS, as_row, read_rows


def table(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf8")
    return read_own_table(path, "mine")


def test_a_plain_table_gives_places_with_their_other_spellings(tmp_path):
    found = table(tmp_path, "Name,Latitude,Longitude,Country,names\nTell Ward,35.5,36.7,sy,Tal Ward|تل ورد\n")
    (place,) = found.places
    assert (place.name, place.lat, place.lon, place.country, place.level) == ("Tell Ward", 35.5, 36.7, "SY", "town")
    assert place.names == ("Tal Ward", "تل ورد")
    assert found.faults == ()


def test_boundaries_with_pcodes_give_their_deepest_level(tmp_path):
    text = (
        "adm1_name,adm1_pcode,adm2_name,adm2_name1,adm2_pcode,center_lat,center_lon\n"
        "North,QZ01,,الوادي,QZ0103,10.5,20.5\nNorth,QZ01,Hillside,,QZ0104,10.7,20.6\n"
    )
    valley, hill = table(tmp_path, text).places
    assert (valley.name, valley.pcode, valley.level, valley.country) == ("الوادي", "QZ0103", "adm2", "QZ")
    assert (hill.name, hill.lat) == ("Hillside", 10.7)


def test_the_older_column_names_do_and_points_may_be_missing(tmp_path):
    (place,) = table(tmp_path, "ADM1_EN,ADM1_AR,ADM1_PCODE\nNorth,الشمال,QZ01\n").places
    assert (place.name, place.names, place.lat, place.level) == ("North", ("الشمال",), None, "adm1")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",1,1,QZ,", "no name"),
        ("A,91,1,QZ,", "latitude 91"),
        ("A,nan,1,QZ,", "latitude nan"),
        ("A,1,1e999,QZ,", "longitude"),
        ("A,1,,QZ,", "no number"),
        ("A,1,1,,", "country"),
        ("A,1,1,QZ,=1+1", "no P-code"),
        ("A,1,1,QZ,QZ01,extra", "6 cells"),
        ("A,1,1,QZ,QZ77", "row 2 already"),
        (f"{'A' * 300},1,1,QZ,", "characters"),
    ],
)
def test_a_bad_row_is_named_with_its_number_and_the_good_ones_are_kept(tmp_path, row, said):
    found = table(tmp_path, f"name,lat,lon,country,pcode\nGood,1,1,QZ,QZ77\n{row}\n")
    assert [p.name for p in found.places] == ["Good"]
    (fault,) = found.faults
    assert fault.startswith("row 3: ") and said in fault


def test_a_pcode_must_begin_with_the_one_above_it(tmp_path):
    found = table(tmp_path, "adm1_pcode,adm2_name,adm2_pcode\nQZ01,Away,QZ0201\n")
    assert found.places == () and "level 1" in found.faults[0]


def test_columns_that_say_no_place_are_refused(tmp_path):
    with pytest.raises(UnreadableError, match="name, lat, lon"):
        table(tmp_path, "id,when\n1,2\n")


def test_what_is_kept_reads_back_as_it_was(tmp_path):
    places = table(tmp_path, 'name,lat,lon,country,names\n"Wadi, Lower",1.5,2,QZ,W. Lower\n').places
    kept = tmp_path / "kept.csv"
    kept.write_text("\n".join([",".join(COLUMNS), *(",".join(f'"{c}"' for c in as_row(p)) for p in places)]))
    assert read_rows(kept, "kept") == places


def test_the_users_own_place_is_preferred_to_a_bundled_namesake(tmp_path):
    (own,) = table(tmp_path, "name,lat,lon,country\nAleppo,36.9,37.9,SY\n").places
    from trucewatch.packs.gazetteer import load_gazetteer

    bundled = load_gazetteer().named("Aleppo")
    assert Gazetteer([*bundled, own]).find("Aleppo") == own


def test_the_folder_is_where_the_environment_says(tmp_path):
    assert own_folder({"TRUCEWATCH_PLACES": str(tmp_path)}) == tmp_path
    assert own_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "trucewatch" / "places"
