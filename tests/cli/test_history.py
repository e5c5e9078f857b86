from __future__ import annotations


def test_the_line_goes_by_months_and_ends_on_the_day_of_the_score(whyscore, person, book, fits):
    answer = whyscore("history", person, "--rulebook", book, "--json", status=0)

    fits(answer.document, "history")
    days = [point["date"] for point in answer.document["line"]]
    assert days[0] == "2015-11-02"
    assert days[-1] == "2016-03-01"
    assert days == sorted(set(days))


def test_the_line_goes_by_days_between_the_days_asked_for(whyscore, person, book):
    words = ("--from", "2016-02-01", "--to", "2016-02-10", "--every", "day", "--json")
    line = whyscore("history", person, "--rulebook", book, *words, status=0).document["line"]

    assert len(line) == 10
    assert [point["official"] for point in line][-1] == 618


def test_each_point_is_what_explain_says_of_that_day(whyscore, person, book):
    words = ("--rulebook", book, "--json")
    line = whyscore("history", person, *words, status=0).document["line"]
    for point in line:
        told = whyscore("explain", person, *words, "--at", point["date"], status=0).document
        assert abs(told["to"]["score"] - point["score"]) < 1e-9


def test_a_person_reads_the_line_as_a_table(whyscore, person, book):
    answer = whyscore("history", person, "--rulebook", book, status=0)

    assert "Your score over time" in answer.out
    assert "Computed by this app, not by the operator." in answer.out


def test_days_the_wrong_way_round_are_refused(whyscore, person, book):
    words = ("--from", "2016-02-01", "--to", "2016-01-01")
    answer = whyscore("history", person, "--rulebook", book, *words, status=2)

    assert answer.err.count("\n") == 1
    assert "2016-02-01" in answer.err


def test_an_unknown_spacing_is_refused_with_the_known_ones(whyscore, person, book):
    answer = whyscore("history", person, "--rulebook", book, "--every", "year", status=2)

    assert "--every" in answer.err
    assert "month, day" in answer.err or "day, month" in answer.err
