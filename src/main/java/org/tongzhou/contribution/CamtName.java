package org.tongzhou.contribution;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The serial number of a line of a message, and that of the booking it is a part of, empty where it is none. */
record CamtName(Number own, Number whole) {
    private static final String OWN = "Refs/AcctSvcrRef";

    /**
     * The account servicer's reference is one for good; an entry's own number may begin anew in each message, so that only with the day
     * it is one ({@code isCounted}).
     */
    record Number(String text, boolean isCounted) {
        private static final Number NONE = new Number("", false);

        private static Number of(String reference) {
            return new Number(reference, false);
        }

        private Number part(int no) {
            return text.isEmpty() ? this : new Number(text + "/" + no, isCounted);
        }

        private String on(LocalDate day) {
            return isCounted && !text.isEmpty() ? day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + text : text;
        }
    }

    /** Of an entry that is one line. */
    static CamtName of(XmlTree entry) {
        Number booking = booking(entry);
        String part = entry.textOf("NtryDtls/TxDtls/" + OWN);
        return booking.isCounted() && !part.isEmpty()
                ? new CamtName(Number.of(part), booking)
                : new CamtName(booking, Number.NONE);
    }

    private static Number booking(XmlTree entry) {
        String reference = entry.textOf("AcctSvcrRef");
        return reference.isEmpty() ? new Number(entry.textOf("NtryRef"), true) : Number.of(reference);
    }

    /** Of several transactions under one booking, in their order. A reference that several bear, or the booking, names none of them. */
    static List<CamtName> ofParts(XmlTree entry, List<XmlTree> details) {
        Number first = of(entry).own;
        Number booking = booking(entry);
        String shared = booking.isCounted ? "" : booking.text;
        List<String> own = details.stream().map(detail -> detail.textOf(OWN)).toList();
        Map<String, Long> bearers =
                own.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return IntStream.range(0, own.size())
                .mapToObj(i -> {
                    String each = own.get(i);
                    boolean alone = !each.equals(shared) && Long.valueOf(1).equals(bearers.get(each));
                    return each.isEmpty()
                            ? new CamtName(first.part(i + 1), booking)
                            : named(each, alone, booking, i + 1);
                })
                .toList();
    }

    private static CamtName named(String reference, boolean alone, Number booking, int no) {
        Number own = Number.of(reference);
        return alone ? new CamtName(own, booking) : new CamtName(own.part(no), booking.isCounted ? own : booking);
    }

    String on(LocalDate day) {
        return own.on(day);
    }

    /** For a line whose day cannot be read. */
    String text() {
        return own.text;
    }

    /** Earlier readings named what is counted without its day. */
    BankLine.Names others(LocalDate day) {
        String booking = whole.on(day);
        return new BankLine.Names(
                LineChecks.isSerial(booking) ? booking : null, own.isCounted && !own.text.isEmpty() ? own.text : null);
    }
}
