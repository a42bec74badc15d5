package org.tongzhou.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** Seals and opens the envelopes of this room, each bound to its table and row. */
@Component
class Envelopes implements SealedColumns {
    private final Vault vault;

    /** Eleven thousand at most. */
    private final Map<String, Long> tails = new ConcurrentHashMap<>();

    Envelopes(Vault vault) {
        this.vault = vault;
    }

    /** Sixteen bytes are enough to tell everybody apart. */
    UUID idIndex(String idNumber) {
        ByteBuffer index = ByteBuffer.wrap(vault.index("person.id", idNumber));
        return new UUID(index.getLong(), index.getLong());
    }

    byte[] phoneIndex(String phone) {
        return vault.index("person.phone", phone);
    }

    /** Four bytes of a phone's index tell one phone of a person from another; 0 for none. */
    static int mark(byte @Nullable [] phoneIndex) {
        return phoneIndex == null ? 0 : ByteBuffer.wrap(phoneIndex).getInt();
    }

    /** Of the last four characters of an identity number. */
    long tailIndex(String tail) {
        return tails.computeIfAbsent(
                tail, four -> ByteBuffer.wrap(vault.index("person.tail", four)).getLong());
    }

    byte[] seal(FundId fund, PersonId person, Particulars inside) {
        return vault.seal(place(Table.PERSON, fund, person.value()), inside.bytes());
    }

    Particulars open(FundId fund, PersonRow row) {
        return Particulars.read(vault.open(place(Table.PERSON, fund, row.id().value()), row.sealed()));
    }

    /** Bytes of an envelope with this inside. */
    int length(Particulars inside) {
        return Vault.OVERHEAD + inside.bytes().length;
    }

    byte[] sealChange(FundId fund, long change, Particulars inside) {
        return vault.seal(place(Table.ACCOUNT_CHANGE, fund, change), inside.bytes());
    }

    Particulars openChange(FundId fund, long change, byte[] sealed) {
        return Particulars.read(vault.open(place(Table.ACCOUNT_CHANGE, fund, change), sealed));
    }

    byte[] sealHeir(FundId fund, long change, Heir heir) {
        return vault.seal(place(Table.ACCOUNT_CHANGE, fund, change), heir.bytes());
    }

    Heir openHeir(FundId fund, long change, byte[] sealed) {
        return Heir.read(vault.open(place(Table.ACCOUNT_CHANGE, fund, change), sealed));
    }

    /** The number that an identity change asks for. */
    byte[] sealNumber(FundId fund, long change, String number) {
        return vault.seal(place(Table.IDENTITY_CHANGE, fund, change), bytes(number));
    }

    String openNumber(FundId fund, long change, byte[] sealed) {
        return text(vault.open(place(Table.IDENTITY_CHANGE, fund, change), sealed));
    }

    /** The number that an identity change replaced. */
    byte[] sealFormer(FundId fund, long change, String number) {
        return vault.seal(place(Table.FORMER_IDENTITY, fund, change), bytes(number));
    }

    String openFormer(FundId fund, long change, byte[] sealed) {
        return text(vault.open(place(Table.FORMER_IDENTITY, fund, change), sealed));
    }

    private static byte[] bytes(String number) {
        return number.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return Stream.of(Table.values())
                .map(table -> new SealedColumn(table.sql, "sealed", "'" + table.place + ":' || t.fund || ':' || t.id"))
                .toList();
    }

    private static String place(Table table, FundId fund, long id) {
        return table.place + ":" + fund.code() + ":" + id;
    }

    private enum Table {
        PERSON("person.person", "person"),
        ACCOUNT_CHANGE("person.account_change", "account_change"),
        IDENTITY_CHANGE("person.identity_change", "identity_change"),
        FORMER_IDENTITY("person.former_identity", "former_identity");

        final String sql;
        final String place;

        Table(String sql, String place) {
            this.sql = sql;
            this.place = place;
        }
    }
}
