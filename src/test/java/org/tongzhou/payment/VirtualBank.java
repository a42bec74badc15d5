package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * A bank in memory without a clock: it does what its temper says when it is spoken to or when time passes. It takes the
 * same message as often as it is given, so that whoever sends twice pays twice, and counts credits per instruction.
 */
final class VirtualBank implements BankLink {
    private static final Pattern PAYMENT =
            Pattern.compile("<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt Ccy=\"CNY\">([^<]+)<", Pattern.DOTALL);
    private static final Pattern MSG_ID = Pattern.compile("<MsgId>([^<]+)</MsgId>");

    private static final LocalDate FUND_DAY = PaymentTest.TODAY;

    /** What goes wrong, once or from the beginning. */
    enum Temper {
        HONEST,
        LOSES_THE_REQUEST,
        LOSES_THE_ANSWER,
        TAKES_THE_REQUEST_LATE,
        CUTS_THE_ANSWER,
        LOSES_STATUS_ANSWERS,
        CUTS_A_STATUS_ANSWER,
        IS_AWAY,
        PAYS_BEFORE_IT_ANSWERS,
        SPEAKS_OF_ANOTHER_BATCH,
        SAYS_EVERYTHING_TWICE,
        ANSWERS_IN_PARTS,
        REJECTS_ALL,
        REJECTS_ONE,
        RETURNS_LATER,
        CONTRADICTS_ITSELF,
        LEAVES_ITS_BOOK_AS_FILES
    }

    private record Payment(String endToEnd, String yuan) {}

    private record Entry(long seq, String endToEnd, String yuan, boolean back) {}

    private final Map<String, Set<String>> taken = new HashMap<>();
    private final List<List<Payment>> due = new ArrayList<>();
    private final Map<String, String> decided = new HashMap<>();
    private final Map<String, Integer> credits = new HashMap<>();
    private final Map<String, Integer> returns = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> underWay = new ArrayList<>();
    private final Map<String, byte[]> desk = new TreeMap<>();
    private Temper temper = Temper.HONEST;
    private int troubles;
    private int said;

    /** A fresh mood; what was booked stays booked. */
    void behave(Temper now) {
        temper = now;
        troubles = 0;
    }

    int credits(String endToEnd) {
        return credits.getOrDefault(endToEnd, 0);
    }

    boolean returned(String endToEnd) {
        return returns.containsKey(endToEnd);
    }

    @Override
    public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
        String xml = new String(creditTransfer, StandardCharsets.UTF_8);
        switch (temper) {
            case LOSES_THE_REQUEST -> onceSilent();
            case TAKES_THE_REQUEST_LATE -> {
                if (troubles++ == 0) {
                    underWay.add(xml);
                    throw new BankSilence("under way");
                }
            }
            case IS_AWAY -> silentFor(4);
            default -> {}
        }
        String id = take(xml);
        if (temper == Temper.PAYS_BEFORE_IT_ANSWERS) {
            work();
        }
        if (temper == Temper.LOSES_THE_ANSWER) {
            onceSilent();
        }
        String answer = temper == Temper.REJECTS_ALL ? whole(id, "RJCT", "AM04") : whole(id, "ACTC", null);
        return temper == Temper.CUTS_THE_ANSWER ? cut(answer) : answer.getBytes(StandardCharsets.UTF_8);
    }

    private void onceSilent() throws BankSilence {
        silentFor(1);
    }

    private void silentFor(int times) throws BankSilence {
        if (troubles++ < times) {
            throw new BankSilence("silence " + troubles);
        }
    }

    private String take(String xml) {
        Matcher id = MSG_ID.matcher(xml);
        id.find();
        List<Payment> payments = PAYMENT.matcher(xml)
                .results()
                .map(each -> new Payment(each.group(1), each.group(2)))
                .toList();
        due.add(payments);
        Set<String> ids = taken.computeIfAbsent(id.group(1), each -> new LinkedHashSet<>());
        payments.forEach(each -> ids.add(each.endToEnd()));
        return id.group(1);
    }

    /** Time passes: what was under way arrives, what was taken is executed. */
    void work() {
        underWay.forEach(this::take);
        underWay.clear();
        for (List<Payment> payments : due) {
            for (int i = 0; i < payments.size(); i++) {
                execute(payments.get(i), i);
            }
        }
        boolean booked = !due.isEmpty();
        due.clear();
        if (booked && temper == Temper.LEAVES_ITS_BOOK_AS_FILES) {
            byte[] book = book(entries, 0, FUND_DAY).getBytes(StandardCharsets.UTF_8);
            desk.put("1-cut-" + said, Arrays.copyOf(book, book.length / 2));
            desk.put("2-book-" + said, book);
        }
    }

    private void execute(Payment payment, int place) {
        boolean no = temper == Temper.REJECTS_ALL || (temper == Temper.REJECTS_ONE && place == 0);
        decided.put(payment.endToEnd(), no ? "AC04" : "");
        if (no) {
            return;
        }
        credits.merge(payment.endToEnd(), 1, Integer::sum);
        entries.add(new Entry(entries.size() + 1L, payment.endToEnd(), payment.yuan(), false));
        if (temper == Temper.RETURNS_LATER && place == 0) {
            returns.merge(payment.endToEnd(), 1, Integer::sum);
            entries.add(new Entry(entries.size() + 1L, payment.endToEnd(), payment.yuan(), true));
        }
    }

    @Override
    public byte[] status(String msgId) throws BankSilence {
        if (temper == Temper.LOSES_STATUS_ANSWERS) {
            silentFor(2);
        } else if (temper == Temper.IS_AWAY) {
            silentFor(4);
        }
        if (!taken.containsKey(msgId)) {
            return whole(msgId, "RJCT", "NOOR").getBytes(StandardCharsets.UTF_8);
        }
        String report = report(msgId);
        if (temper == Temper.CUTS_A_STATUS_ANSWER && troubles++ == 0) {
            return cut(report);
        }
        if (temper == Temper.SPEAKS_OF_ANOTHER_BATCH && troubles++ == 0) {
            return report.replace(msgId, "SOMEBODY-ELSES").getBytes(StandardCharsets.UTF_8);
        }
        return report.getBytes(StandardCharsets.UTF_8);
    }

    /** A word on each payment that this message brought. */
    private String report(String msgId) {
        StringBuilder lines = new StringBuilder();
        boolean lie = temper == Temper.CONTRADICTS_ITSELF && troubles == 0;
        for (String id : taken.get(msgId)) {
            String reason = temper == Temper.LEAVES_ITS_BOOK_AS_FILES ? null : decided.get(id);
            if (temper == Temper.ANSWERS_IN_PARTS && lines.length() > 0 && troubles++ == 0) {
                continue;
            }
            if (lie && reason != null) {
                reason = reason.isEmpty() ? "NARR" : "";
                troubles++;
                lie = false;
            }
            lines.append("<TxInfAndSts><OrgnlEndToEndId>" + id + "</OrgnlEndToEndId><TxSts>"
                    + (reason == null ? "PDNG" : reason.isEmpty() ? "ACSC" : "RJCT") + "</TxSts>"
                    + (reason == null || reason.isEmpty()
                            ? ""
                            : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>")
                    + "</TxInfAndSts>");
        }
        return header(msgId) + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>" + lines
                + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private String whole(String msgId, String status, @Nullable String reason) {
        return header(msgId) + "<GrpSts>" + status + "</GrpSts>"
                + (reason == null ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>")
                + "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private String header(String msgId) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>V"
                + ++said + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" + msgId + "</OrgnlMsgId>";
    }

    private static byte[] cut(String answer) {
        return answer.substring(0, answer.length() / 2).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
        if (temper == Temper.IS_AWAY) {
            silentFor(4);
        } else if (temper == Temper.LEAVES_ITS_BOOK_AS_FILES) {
            throw new BankSilence("the book is left as files");
        }
        long from = temper == Temper.SAYS_EVERYTHING_TWICE ? Math.max(0, after - 3) : after;
        List<Entry> news = entries.stream().filter(entry -> entry.seq() > from).toList();
        return book(news, after, upTo).getBytes(StandardCharsets.UTF_8);
    }

    private String book(List<Entry> news, long after, LocalDate upTo) {
        StringBuilder lines = new StringBuilder();
        long fen = 0;
        for (Entry entry : news) {
            fen += Money.parseYuan(entry.yuan()).fen();
            lines.append(line(entry, upTo));
        }
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N"
                + ++said + "</MsgId></GrpHdr><Ntfctn><ElctrncSeqNb>" + Math.max(entries.size(), after)
                + "</ElctrncSeqNb><TxsSummry><TtlNtries><NbOfNtries>" + news.size() + "</NbOfNtries><Sum>"
                + Money.ofFen(fen).plainYuan() + "</Sum></TtlNtries></TxsSummry>" + lines
                + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    @Override
    public List<String> left() {
        return List.copyOf(desk.keySet());
    }

    @Override
    public Left fetch(String name) {
        return new Left(desk.get(name), true);
    }

    @Override
    public void taken(String name) {
        desk.remove(name);
    }

    private static String line(Entry entry, LocalDate day) {
        return "<Ntry><Amt Ccy=\"CNY\">" + entry.yuan() + "</Amt><CdtDbtInd>" + (entry.back() ? "CRDT" : "DBIT")
                + "</CdtDbtInd><ValDt><Dt>" + day + "</Dt></ValDt><AcctSvcrRef>V" + entry.seq()
                + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + entry.endToEnd() + "</EndToEndId></Refs>"
                + (entry.back() ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "") + "</TxDtls></NtryDtls></Ntry>";
    }
}
