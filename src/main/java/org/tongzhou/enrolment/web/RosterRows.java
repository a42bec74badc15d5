package org.tongzhou.enrolment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.enrolment.Applicant;
import org.tongzhou.enrolment.Cell;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.RosterField;
import org.tongzhou.enrolment.RosterHeader;
import org.tongzhou.enrolment.RosterLine;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.enrolment.web.RosterRow.Field;
import org.tongzhou.enrolment.web.RosterRow.State;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Mask;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** Draws rows: what is right is masked, what is wrong stands in an input as it is in the file. */
final class RosterRows {
    /** These cannot be put right by typing into the cell. */
    private static final Set<RowCode> NOT_TYPED = Set.of(
            RowCode.TOO_YOUNG,
            RowCode.TOO_OLD,
            RowCode.DUPLICATE_IN_FILE,
            RowCode.COVERED_HERE,
            RowCode.COVERED_ELSEWHERE,
            RowCode.NOT_BEGUN);

    /** No cell is longer by hand; what a file has behind it stays there, so that what a page sends has an end. */
    private static final int LONGEST = 200;

    private final RosterHeader header;
    private final Tried tried;
    private final Frame frame;
    private final RosterWords words;
    private final List<PlanVersion> offered;

    /** {@code tried} is what was typed into these rows and refused. */
    RosterRows(DraftVerdict verdict, Tried tried, Frame frame) {
        this.header = verdict.header();
        this.tried = tried;
        this.frame = frame;
        this.words = new RosterWords(frame);
        this.offered = verdict.plans();
    }

    RosterRow row(RosterLine line) {
        return new RosterRow(
                Integer.toString(line.number()),
                state(line),
                line.fixed() && (line.isGood() || line.isBad()),
                field(line, RosterField.NAME),
                field(line, RosterField.ID_NUMBER),
                field(line, RosterField.PHONE),
                field(line, RosterField.SEX),
                plans(line),
                others(line),
                remarks(line));
    }

    /** A member of the last term whom no row names. */
    RosterRow missing(PersonCard card) {
        return new RosterRow(
                "",
                State.MISSING,
                false,
                Field.text(card.name()),
                Field.text(card.maskedId()),
                Field.text(frame.fmt().orNone(card.maskedPhone())),
                Field.text(frame.say("roster.sex." + card.sex().name().toLowerCase(Locale.ROOT))),
                Field.text(Fmt.NONE),
                List.of(),
                List.of());
    }

    private static State state(RosterLine line) {
        return switch (line.standing()) {
            case BAD -> State.BAD;
            case ENROLLED -> State.ENROLLED;
            case REMOVED -> State.REMOVED;
            case RENEWAL, NEW -> line.fixed() ? State.FIXED : State.GOOD;
        };
    }

    private Field field(RosterLine line, RosterField field) {
        int column = header.column(field);
        boolean wrong = isWrong(line, column);
        if (wrong && isTyped(line, column)) {
            return input(line, column);
        }
        return Field.shown(column, label(column), masked(line, field), wrong);
    }

    /** An input shows no breaks of lines and sends none, and what it sends untouched must be what it held. */
    private Field input(RosterLine line, int column) {
        String text = line.row().cell(column).text().replaceAll("[\\r\\n]", "");
        String was = Characters.first(LONGEST, text);
        String value = tried.value(RowsForm.name(line.number(), column), was);
        return new Field(column, label(column), value, was, true, true);
    }

    private String masked(RosterLine line, RosterField field) {
        Applicant applicant = line.checked().applicant();
        String text = line.row().cell(header.column(field)).text().strip();
        if (field == RosterField.SEX) {
            return applicant == null ? frame.fmt().orNone(text) : sexOf(applicant);
        }
        if (field == RosterField.ID_NUMBER) {
            return Mask.id(applicant == null ? text : applicant.id().number());
        }
        if (field == RosterField.PHONE) {
            return frame.fmt().orNone(Mask.phone(applicant == null ? text : applicant.phone()));
        }
        return frame.fmt().orNone(applicant == null ? text : applicant.name());
    }

    private String sexOf(Applicant applicant) {
        return frame.say("roster.sex." + applicant.id().sex().name().toLowerCase(Locale.ROOT));
    }

    private static boolean isWrong(RosterLine line, int column) {
        return column >= 0 && line.errors().stream().anyMatch(issue -> issue.column() == column);
    }

    private static boolean isTyped(RosterLine line, int column) {
        return line.errors().stream().anyMatch(issue -> issue.column() == column && !NOT_TYPED.contains(issue.code()));
    }

    private String label(int column) {
        return column >= 0 ? header.titles().get(column).strip() : "";
    }

    /** Plans chosen with their units; a wrong plan cell becomes an input under {@link #others}. */
    private Field plans(RosterLine line) {
        Applicant applicant = line.checked().applicant();
        if (applicant != null) {
            return Field.text(applicant.choices().stream()
                    .map(choice -> planWithUnits(choice.plan(), choice.units()))
                    .collect(Collectors.joining(frame.say("roster.comma"))));
        }
        String given = offered.stream()
                .map(plan -> given(line, plan))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(frame.say("roster.comma")));
        return Field.text(frame.fmt().orNone(given));
    }

    private String given(RosterLine line, PlanVersion plan) {
        Cell cell = line.row().cell(plan.rosterColumn().map(header::column).orElse(-1));
        if (cell.isBlank() || !cell.text().strip().matches("\\d{1,3}")) {
            return "";
        }
        int units = Integer.parseInt(cell.text().strip());
        return units == 0 ? "" : planWithUnits(plan, units);
    }

    private String planWithUnits(PlanVersion plan, int units) {
        String name = words.shortPlan(plan);
        return units == 1 ? name : frame.say("roster.plan.units", name, units);
    }

    /** Wrong cells of columns that the table does not show. */
    private List<Field> others(RosterLine line) {
        Set<Integer> shown = Set.of(
                header.column(RosterField.NAME),
                header.column(RosterField.ID_NUMBER),
                header.column(RosterField.PHONE) < 0 ? -2 : header.column(RosterField.PHONE),
                header.column(RosterField.SEX) < 0 ? -3 : header.column(RosterField.SEX));
        List<Field> others = new ArrayList<>();
        for (RowIssue issue : line.errors()) {
            int column = issue.column();
            if (column >= 0 && !shown.contains(column) && isTyped(line, column)) {
                others.add(input(line, column));
            }
        }
        return others;
    }

    private List<RosterRow.Remark> remarks(RosterLine line) {
        List<RosterRow.Remark> remarks = new ArrayList<>();
        line.errors().forEach(issue -> remarks.add(new RosterRow.Remark(words.what(issue), words.how(issue), true)));
        if (line.isGood()) {
            line.notes()
                    .forEach(issue -> remarks.add(new RosterRow.Remark(words.what(issue), words.how(issue), false)));
        }
        return remarks;
    }
}
