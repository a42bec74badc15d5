package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.Verb;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.shell.Frame;

/** At the head of a letter: whose claim it is, of what, and when it was decided. */
record LetterFacts(ClaimFile file, LetterNames names, Frame frame) {
    List<Map.Entry<String, String>> rows() {
        List<Map.Entry<String, String>> facts = new ArrayList<>(List.of(
                Map.entry(frame.say("claim.letter.member"), names.member()),
                Map.entry(frame.say("claim.letter.id"), names.maskedId()),
                Map.entry(frame.say("claim.letter.unit"), names.unit()),
                Map.entry(
                        frame.say("claim.letter.plan"),
                        names.plan(file.claim().benefit().plan())),
                Map.entry(frame.say("claim.letter.event"), event()),
                Map.entry(frame.say("claim.letter.number"), file.claim().number()),
                Map.entry(
                        frame.say("claim.letter.filed"),
                        frame.fmt().day(FundClock.dayOf(file.times().filedAt()))),
                Map.entry(frame.say("claim.letter.by"), by()),
                Map.entry(
                        frame.say("claim.letter.day"),
                        frame.fmt().day(FundClock.dayOf(file.decided().at())))));
        if (!file.isRefused()) {
            facts.add(Map.entry(frame.say("claim.letter.card"), names.card()));
        }
        return facts;
    }

    /** The union; where no person looked at the claim, the letter says so. */
    private String by() {
        return file.decided().verb() == Verb.RULES_APPROVED
                ? frame.say("claim.letter.by.rules", names.union())
                : names.union();
    }

    private String event() {
        String kind = frame.say("claim.event." + file.eventCase().kind().name());
        FactSheet sheet = file.eventCase().facts();
        Optional<LocalDate> from = sheet.day(FactField.ADMITTED);
        Optional<LocalDate> to = sheet.day(FactField.DISCHARGED);
        String days = from.isPresent() && to.isPresent()
                ? frame.fmt().range(from.get(), to.get())
                : sheet.day(FactField.EVENT_DAY)
                        .or(() -> from)
                        .map(frame.fmt()::day)
                        .orElse("");
        return kind + " " + days + (file.claim().benefit().lumpSum() ? diagnosed() : "");
    }

    /** The day that decides on a sum on first diagnosis, and not that of the stay. */
    private String diagnosed() {
        return file.eventCase().diagnosed().map(this::diagnosed).orElse("");
    }

    private String diagnosed(LocalDate day) {
        return frame.say("claim.list.comma") + frame.say(FactField.DIAGNOSED.key()) + " "
                + frame.fmt().day(day);
    }
}
