package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** What one person consented to and withdrew is read by the person, among millions. */
class ConsentsByPersonTest extends ManyRows {
    @Autowired
    Consents consents;

    @Test
    void othersConsentsAreNotRead() {
        undone(() -> {
            jdbc.sql("""
                    insert into person.consent (fund, person, purpose, wording, given_at, withdrawn_at)
                    select 42, 900000000 + n / 2, 'DIRECT', 'v1', '2026-01-01', case n % 2 when 0 then timestamptz '2026-01-02' end
                    from generate_series(2, 20001) n
                    """).update();
            analyze("person.consent");
            withoutReadingWhole(
                    "person.consent",
                    () -> assertThat(consents.of(TestData.FUND, new PersonId(900_000_007)))
                            .hasSize(2));
            assertThat(scans("person.consent_of_person")).isPositive();
        });
    }
}
