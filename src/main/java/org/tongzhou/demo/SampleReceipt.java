package org.tongzhou.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Money;

/** A structured e-receipt of a stay, written for the occasion; the fund pays half, the rest is in scope but a tenth. */
record SampleReceipt(
        String payer, String hospital, String diagnosis, LocalDate from, LocalDate to, Money total, int number) {
    private static final String FORM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <EInvoice><Header><EInvoiceTag>CZ-EI</EInvoiceTag><Version>1.0</Version></Header><EInvoiceData><Main>
            <EInvoiceCode>42060126</EInvoiceCode><EInvoiceNumber>%010d</EInvoiceNumber><RandomNumber>%06x</RandomNumber>
            <TotalAmount>%s</TotalAmount><IssueDate>%s</IssueDate>
            <InvoicingParty><InvoicingPartyName>%s</InvoicingPartyName></InvoicingParty>
            <PayerParty><PayerPartyName>%s</PayerPartyName></PayerParty></Main>
            <Details><Item><ItemName>西药费</ItemName><ItemAmount>%s</ItemAmount></Item></Details>
            <Ext><FundPayAmount>%s</FundPayAmount><OtherPayAmount>0.00</OtherPayAmount><AccountPayAmount>0.00</AccountPayAmount>
            <OwnPayAmount>%s</OwnPayAmount><SelfpaymentAmount>%s</SelfpaymentAmount><SelfpaymentCost>%s</SelfpaymentCost>
            <HospitalNo>ZY%d</HospitalNo><InHospitalDate>%s</InHospitalDate><OutHospitalDate>%s</OutHospitalDate>
            <Diagnosis>%s</Diagnosis><Department>内科</Department></Ext></EInvoiceData></EInvoice>
            """;

    Upload upload() {
        Money pool = Money.ofFen(total.fen() / 2);
        Money own = total.minus(pool);
        Money outOfScope = Money.ofFen(own.fen() / 10);
        String xml = FORM.formatted(
                number,
                number * 7919 % 0xffffff,
                total,
                to.toString().replace("-", ""),
                hospital,
                payer,
                total,
                pool,
                own,
                own.minus(outOfScope),
                outOfScope,
                number,
                from,
                to,
                diagnosis);
        return new Upload("receipt-" + number + ".xml", "receipt", xml.getBytes(StandardCharsets.UTF_8));
    }
}
