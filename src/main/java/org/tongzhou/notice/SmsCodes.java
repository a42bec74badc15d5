package org.tongzhou.notice;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.PhoneCodes;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** Puts a code into the queue of short messages, sealed until it leaves; the message in the application only says that one was asked for. */
@Component
class SmsCodes implements PhoneCodes, SealedColumns {
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String PLACE = "notice.sms";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final SmsSettings settings;

    SmsCodes(JdbcClient jdbc, Vault vault, SmsSettings settings) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.settings = settings;
    }

    @Override
    public boolean open() {
        return settings.open();
    }

    /** Ids are drawn first, for the envelope is bound to its row. */
    @Override
    @Transactional
    public void send(FundId fund, PersonId person, String code, Instant at) {
        SixDigits digits = new SixDigits(code);
        long id = jdbc.sql("select nextval('notice.sms_id_seq')")
                .query(Long.class)
                .single();
        byte[] sealed = vault.seal(place(fund, id), digits.value().getBytes(StandardCharsets.US_ASCII));
        jdbc.sql("""
                        with told as (
                            insert into notice.message (fund, person, template, args, link, at)
                            select :fund, :person, 'notice.account.code', '{}', '/account', :at where :person > 0
                            returning id)
                        insert into notice.sms
                            (fund, id, message, person, template, due_at, code_sealed, code_until, always_leaves)
                        overriding system value
                        select :fund, :id, told.id, :person, :template, :at, :sealed, :until, true from told
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("at", Timestamp.from(at))
                .param("id", id)
                .param("template", SmsTemplate.ACCOUNT_CODE.name())
                .param("sealed", sealed)
                .param("until", Timestamp.from(at.plus(VALID)))
                .update();
    }

    /** Null where there is none any more, or it was sealed under a key that is lost: it then does not leave. */
    @Nullable
    SixDigits open(FundId fund, long id, byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        try {
            return new SixDigits(new String(vault.open(place(fund, id), sealed), StandardCharsets.US_ASCII));
        } catch (IllegalStateException lostKey) {
            return null;
        }
    }

    private static String place(FundId fund, long id) {
        return PLACE + ":" + fund.code() + ":" + id;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("notice.sms", "code_sealed", "'" + PLACE + ":' || t.fund || ':' || t.id"));
    }
}
