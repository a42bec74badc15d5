package org.tongzhou.contribution;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The fund's account that fees are paid to, as the bill states it; what of {@code tongzhou.fee-account.*} is not set is an example. */
@Component
public class FeeAccount {
    private static final String EXAMPLE_NUMBER = "42050100000000000018";

    private final String name;
    private final String number;
    private final String bank;
    private final boolean example;

    FeeAccount(
            @Value("${tongzhou.fee-account.name:}") String name,
            @Value("${tongzhou.fee-account.number:}") String number,
            @Value("${tongzhou.fee-account.bank:}") String bank) {
        this.name = name.isBlank() ? "职工互助保障资金专户" : name;
        this.number = number.isBlank() ? EXAMPLE_NUMBER : number;
        this.bank = bank.isBlank() ? "农业银行" : bank;
        this.example = name.isBlank() || bank.isBlank() || this.number.equals(EXAMPLE_NUMBER);
    }

    public String name() {
        return name;
    }

    public String number() {
        return number;
    }

    public String bank() {
        return bank;
    }

    /** True when any part of it is the example's: a fund's own bank may be the example's too. */
    public boolean isExample() {
        return example;
    }
}
