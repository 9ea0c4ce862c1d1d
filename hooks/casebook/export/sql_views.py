"""Views of the database: questions that people have, already asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["VIEWS"]

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "lessons_with_evidence": """
            SELECT lessons.permanent_name, lessons.title, lessons.insight, lessons.works_when, lessons.not_when,
                   lessons.themes_label AS themes,
                   sources.title AS source_title, sources.publisher, sources.published, sources.url,
                   sources.kind_label AS source_kind, evidence.locator, lessons.address,
                   cases.title AS case_title, cases.city_name, cases.countries AS country, lessons.case_id
            FROM lessons
            JOIN cases ON cases.id = lessons.case_id
            JOIN evidence ON evidence.case_id = lessons.case_id AND evidence.item = lessons.id
            JOIN sources ON sources.case_id = evidence.case_id AND sources.id = evidence.source
            ORDER BY lessons.case_id, lessons.rowid, evidence.rowid""",
        "failures_by_cause": """
            SELECT causes.label AS cause, causes.definition AS cause_means, failures.certainty_label AS certainty,
                   failures.title, failures.what_happened, failures.what_changed, failures.warning_sign,
                   failures.address, cases.title AS case_title, cases.city_name,
                   cases.countries AS country, cases.crisis_label AS crisis,
                   failures.cause AS cause_id, failures.case_id
            FROM failures
            JOIN cases ON cases.id = failures.case_id
            JOIN causes ON causes.id = failures.cause
            ORDER BY causes.label, failures.case_id, failures.rowid""",
        "causes_counted": """
            SELECT causes.label AS cause, causes.definition AS cause_means,
                   (SELECT count(*) FROM failures WHERE failures.cause = causes.id) AS failures,
                   (SELECT count(DISTINCT case_id) FROM failures WHERE failures.cause = causes.id) AS cases,
                   (SELECT count(*) FROM failures WHERE failures.cause = causes.id AND certainty = 'known') AS known,
                   (SELECT count(*) FROM lessons_answers WHERE term = causes.id) AS lessons_that_answer,
                   (SELECT count(*) FROM entry_points_answers WHERE term = causes.id) AS entry_points_that_answer,
                   causes.id AS cause_id
            FROM causes
            ORDER BY failures DESC, causes.label""",
        "answers_to_causes": """
            SELECT causes.label AS cause, 'lesson' AS kind, lessons.title, lessons.insight AS text, lessons.works_when,
                   lessons.address, cases.title AS case_title, cases.city_name, cases.countries AS country,
                   causes.id AS cause_id
            FROM lessons_answers
            JOIN lessons ON lessons.case_id = lessons_answers.case_id AND lessons.id = lessons_answers.item
            JOIN causes ON causes.id = lessons_answers.term
            JOIN cases ON cases.id = lessons.case_id
            UNION ALL
            SELECT causes.label, 'entry point', entry_points.title, entry_points.how, NULL,
                   entry_points.address, cases.title, cases.city_name, cases.countries, causes.id
            FROM entry_points_answers
            JOIN entry_points
                ON entry_points.case_id = entry_points_answers.case_id AND entry_points.id = entry_points_answers.item
            JOIN causes ON causes.id = entry_points_answers.term
            JOIN cases ON cases.id = entry_points.case_id
            ORDER BY 1, 2, 3""",
        "doors_by_actor": """
            SELECT actor_kinds.label AS opened_by, doors.label AS door, count(*) AS entry_points,
                   count(DISTINCT entry_points.case_id) AS cases, actor_kinds.id AS actor_kind_id, doors.id AS door_id
            FROM entry_points_opened_by_kinds AS opened
            JOIN entry_points ON entry_points.case_id = opened.case_id AND entry_points.id = opened.item
            JOIN actor_kinds ON actor_kinds.id = opened.term
            JOIN doors ON doors.id = entry_points.door
            GROUP BY actor_kinds.id, doors.id
            ORDER BY actor_kinds.label, entry_points DESC, doors.label""",
        "last_news": """
            SELECT cases.title, cases.city_name, cases.countries AS country, cases.status_is_label AS status,
                   max(substr(follow_ups.when_date, instr(follow_ups.when_date, '/') + 1)) AS last_news,
                   count(follow_ups.id) AS dated_events, cases.address, cases.id AS case_id
            FROM cases
            LEFT JOIN follow_ups ON follow_ups.case_id = cases.id AND follow_ups.when_date <> 'unknown'
            GROUP BY cases.id
            ORDER BY last_news, cases.id""",
    }
)
"""The views by their names; `tables/words.yml` says in words what each is."""
