package org.tongzhou.recovery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** Seals what is said of a demand: its grounds, an appeal and its answer, why a note was taken back. */
@Component
class Sealing implements SealedColumns {
    private final Vault vault;

    Sealing(Vault vault) {
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                new SealedColumn("recovery.recovery", "grounds", "'recovery.' || t.fund || '.' || t.cause"),
                new SealedColumn(
                        "recovery.write_off", "grounds", "'recovery.' || t.fund || '.write_off:' || t.recovery"),
                new SealedColumn("recovery.appeal", "words", "'recovery.' || t.fund || '.appeal:' || t.recovery"),
                new SealedColumn("recovery.appeal", "answer", "'recovery.' || t.fund || '.answer:' || t.recovery"),
                new SealedColumn(
                        "recovery.taken_back", "reason", "'recovery.' || t.fund || '.taken_back:' || t.entry"));
    }

    byte[] seal(FundId fund, String place, String words) {
        return vault.seal("recovery." + fund.code() + "." + place, words.getBytes(StandardCharsets.UTF_8));
    }

    String open(FundId fund, String place, byte[] sealed) {
        return new String(vault.open("recovery." + fund.code() + "." + place, sealed), StandardCharsets.UTF_8);
    }
}
