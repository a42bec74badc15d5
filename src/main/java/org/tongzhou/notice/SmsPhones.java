package org.tongzhou.notice;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox.Letter;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** A phone that was the person's before, to which a short message goes, sealed until the message is done. */
@Component
class SmsPhones implements SealedColumns {
    private static final String PLACE = "notice.sms.phone";

    private final Vault vault;

    SmsPhones(Vault vault) {
        this.vault = vault;
    }

    /** In hexadecimal; nothing where it goes to the one of today. */
    String sealed(FundId fund, Letter letter) {
        String former = letter.formerPhone();
        if (former == null) {
            return "";
        }
        byte[] phone = former.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(vault.seal(place(fund, letter.person().value()), phone));
    }

    /** In clear, at the moment the message leaves; empty where it goes to the one of today. */
    Optional<String> former(Sms sms) {
        String place = place(sms.fund(), sms.person().value());
        return Optional.ofNullable(sms.formerPhone())
                .map(kept -> new String(vault.open(place, kept), StandardCharsets.US_ASCII));
    }

    private static String place(FundId fund, long person) {
        return PLACE + ":" + fund.code() + ":" + person;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("notice.sms", "phone_sealed", "'" + PLACE + ":' || t.fund || ':' || t.person"));
    }
}
