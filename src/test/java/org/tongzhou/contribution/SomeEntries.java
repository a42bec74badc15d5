package org.tongzhou.contribution;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries of a message of the bank, as a statement (camt.053) tells them. */
final class SomeEntries {
    private SomeEntries() {}

    static String document(String entries) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>" + entries
                + "</Stmt></BkToCstmrStmt></Document>";
    }

    static String parts(String reference, String amount, String... parts) {
        return entry(
                "<AcctSvcrRef>" + reference + "</AcctSvcrRef>",
                amount,
                "2026-02-09",
                Stream.of(parts).collect(Collectors.joining()));
    }

    static String entry(String reference, String amount, String day, String details) {
        return "<Ntry>" + "<Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                + "<BookgDt><Dt>" + day + "</Dt></BookgDt>" + reference + "<NtryDtls>" + details
                + "</NtryDtls></Ntry>";
    }

    static String part(String reference, String amount, String payer) {
        return "<TxDtls>"
                + (reference.isEmpty() ? "" : "<Refs><AcctSvcrRef>" + reference + "</AcctSvcrRef></Refs>")
                + (amount.isEmpty() ? "" : "<Amt Ccy=\"CNY\">" + amount + "</Amt>")
                + "<RltdPties><Dbtr><Pty><Nm>" + payer + "</Nm></Pty></Dbtr></RltdPties>"
                + "<RmtInf><Ustrd>会费</Ustrd></RmtInf></TxDtls>";
    }
}
