package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;

/** The verdict on a roster for programs, the same as the command line gives: by the file and the plans alone, nothing kept. */
@Component
public class RosterChecks {
    private final RosterReading reading;
    private final Plans plans;

    RosterChecks(RosterReading reading, Plans plans) {
        this.reading = reading;
        this.plans = plans;
    }

    /** {@code day} is that on which cover would start. Refuses a file that cannot be read, with the codes of {@link RosterFile}. */
    public RosterVerdict check(FundId fund, Path file, LocalDate day) {
        RosterSheet sheet = reading.read(file, Heading.PEOPLE);
        return RosterCheck.check(sheet, RosterTerms.of(day, plans.book(fund).versions()));
    }
}
