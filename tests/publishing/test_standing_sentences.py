"""Who upholds a truce and who only tells that it holds are two things."""

from datetime import date

from trucewatch import pipeline
from trucewatch.reading import read_document

TEXT = (
    "Truce enters second day\n\nBEIRUT, 14 September 2016 – The ceasefire between the army and the rebels was largely "
    "holding, the Observatory said on Wednesday. The Syrian army said that it would abide by the ceasefire. If calm "
    "holds for a week, the two sides will exchange prisoners.\n"
)


def test_a_monitor_is_not_said_to_uphold_a_truce_and_a_condition_is_nobodys_stand():
    documents = [read_document(TEXT.encode(), "report.txt")]
    situation = pipeline.situation_as_of(documents, pipeline.extract(documents), date(2016, 9, 20))
    brief = " ".join(pipeline.publish(situation, None, date(2016, 9, 20), "text").split())
    upheld = next(s for s in brief.split(". ") if "uphold the truce or" in s)
    assert "army" in upheld
    assert "Observatory" not in upheld
    assert "say that it is kept or that it is calm" in brief
    assert "reject or end it" not in brief
