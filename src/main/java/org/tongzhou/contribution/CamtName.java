package org.tongzhou.contribution;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The serial number of a line of a message. The account servicer's reference is one for good; an entry's own number may begin anew
 * in each message, so that only with the day it is one ({@code isCounted}). {@code whole} is that of the booking, of a part of one.
 */
record CamtName(String text, boolean isCounted, String whole) {
    private static final String OWN = "Refs/AcctSvcrRef";

    static CamtName of(XmlTree entry) {
        String reference = entry.textOf("AcctSvcrRef", "NtryDtls/TxDtls/" + OWN);
        return reference.isEmpty()
                ? new CamtName(entry.textOf("NtryRef"), true, "")
                : new CamtName(reference, false, "");
    }

    /** Of several transactions under one booking, in their order. A reference that several bear, or the booking, names none of them. */
    static List<CamtName> ofParts(XmlTree entry, List<XmlTree> details) {
        CamtName whole = of(entry);
        String booking = entry.textOf("AcctSvcrRef");
        List<String> own = details.stream().map(detail -> detail.textOf(OWN)).toList();
        Map<String, Long> bearers =
                own.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return IntStream.range(0, own.size())
                .mapToObj(i -> {
                    String each = own.get(i);
                    boolean alone = !each.equals(booking) && Long.valueOf(1).equals(bearers.get(each));
                    return each.isEmpty() ? unnamed(whole, booking, i + 1) : named(each, alone, booking, i + 1);
                })
                .toList();
    }

    private static CamtName named(String own, boolean alone, String booking, int no) {
        String whole = booking.isEmpty() && !alone ? own : booking;
        return new CamtName(alone ? own : own + "/" + no, false, whole);
    }

    private static CamtName unnamed(CamtName whole, String booking, int no) {
        String text = whole.text.isEmpty() ? "" : whole.text + "/" + no;
        return new CamtName(text, whole.isCounted, whole.isCounted ? whole.text : booking);
    }

    String on(LocalDate day) {
        return dated(text, day);
    }

    /** Earlier readings named what is counted without its day. */
    BankLine.Names others(LocalDate day) {
        return new BankLine.Names(whole.isEmpty() ? null : dated(whole, day), isCounted ? text : null);
    }

    private String dated(String number, LocalDate day) {
        return isCounted && !number.isEmpty() ? day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + number : number;
    }
}
