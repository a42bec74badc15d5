package org.tongzhou.payment;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.tongzhou.document.PaperFuzz;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.AccountNotice;
import org.tongzhou.payment.iso.AccountStatement;
import org.tongzhou.payment.iso.StatusReport;

/** The readers of what a bank says and good messages to start from, for fuzzing: {@code bank-status} and the like. */
public final class BankFuzz {
    private static final String STATUS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-02-10T14:36:00</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>TZ42B-A</OrgnlMsgId><OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>10485.68</OrgnlCtrlSum><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>TZ42I-1</OrgnlEndToEndId><TxSts>ACSC</TxSts><AccptncDtTm>2026-02-10T14:30:00</AccptncDtTm><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">8412.50</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
            <TxInfAndSts><OrgnlEndToEndId>TZ42I-2</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销 &amp; 𠮷 <![CDATA[<x>]]></AddtlInf></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """;
    private static final String ENTRIES = """
            <TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>10000.02</Sum></TtlNtries></TxsSummry>
            <Ntry><Amt Ccy="CNY">8000.01</Amt><CdtDbtInd>DBIT</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>TZ42I-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="CNY">2000.01</Amt><CdtDbtInd>CRDT</CdtDbtInd><ValDt><DtTm>2026-02-12T01:00:00</DtTm></ValDt><AcctSvcrRef>B2</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>TZ42I-2</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf><RltdPties><Dbtr><Pty><Nm>鄂东矿业公司工会</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>互助会费</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            """;
    private static final String NOTICE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>N-1</MsgId></GrpHdr><Ntfctn><Id>N-1</Id><ElctrncSeqNb>3</ElctrncSeqNb>
            """ + ENTRIES + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    private static final String STATEMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>T-1</MsgId></GrpHdr><Stmt>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">20000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">14000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>
            """ + ENTRIES + "</Stmt></BkToCstmrStmt></Document>";
    private static final String CSV = "账号,17200001040001234\n交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n"
            + "2026-02-10,L1,借,\"8,000.01\",冯𠮷军,TZ42I-0123456789ABCDEF\n20260212,L2,贷,2000.01,冯军,退汇 账户已销\n合计,2,,10000.02,,\n";

    private BankFuzz() {}

    public static PaperFuzz.Parser parser(String name) {
        return switch (name) {
            case "bank-status" -> bytes -> refusing(() -> StatusReport.read(new ByteArrayInputStream(bytes)));
            case "bank-notice" -> bytes -> refusing(() -> AccountNotice.read(new ByteArrayInputStream(bytes)));
            case "bank-statement" -> bytes -> refusing(() -> AccountStatement.read(new ByteArrayInputStream(bytes)));
            case "bank-csv" -> bytes -> refusing(() -> BankCsv.read(bytes, LocalDate.of(2026, 2, 10)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static List<byte[]> corpus(String name) {
        return switch (name) {
            case "bank-status" ->
                List.of(
                        STATUS.getBytes(StandardCharsets.UTF_8),
                        STATUS.replace("UTF-8", "GB18030").getBytes(Charset.forName("GB18030")));
            case "bank-notice" -> List.of(NOTICE.getBytes(StandardCharsets.UTF_8));
            case "bank-statement" -> List.of(STATEMENT.getBytes(StandardCharsets.UTF_8));
            default -> List.of(CSV.getBytes(StandardCharsets.UTF_8), CSV.getBytes(Charset.forName("GB18030")));
        };
    }

    private static void refusing(Runnable reading) {
        try {
            reading.run();
        } catch (Refusal inWords) {
            return;
        }
    }
}
