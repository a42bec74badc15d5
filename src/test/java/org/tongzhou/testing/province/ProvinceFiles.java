package org.tongzhou.testing.province;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A province as files: {@code units.csv}, rosters of two years, {@code claims.csv} with the fields of the receipts, and
 * {@code payments.csv} with what the hospital plan pays of them, 70 % of what was borne in scope.
 */
public final class ProvinceFiles {
    private final Province province;
    private final Path folder;

    private ProvinceFiles(Province province, Path folder) {
        this.province = province;
        this.folder = folder;
    }

    /** Writes into a folder that is made when it is not there; the same province gives the same bytes. */
    public static void write(Province province, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProvinceFiles files = new ProvinceFiles(province, folder);
        files.units();
        RosterFiles rosters = new RosterFiles(province, folder);
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> rosters.write(Province.FIRST_YEAR + 1));
        rosters.write(Province.FIRST_YEAR);
        files.claims();
        second.join();
    }

    /** The whole province's roster of a year alone. */
    public static void roster(Province province, int year, Path file) throws IOException {
        new RosterFiles(province, file.toAbsolutePath().getParent()).province(file, year);
    }

    /** The same of the first year as one xlsx; at most a million people. */
    public static void workbook(Province province, Path file) throws IOException {
        new RosterFiles(province, file.toAbsolutePath().getParent()).workbook(file, Province.FIRST_YEAR);
    }

    private void units() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("units.csv"))) {
            out.write("code,name,kind,county,staff,worker_bp,employer_bp\n");
            for (int u = 0; u < province.units(); u++) {
                Workplace unit = province.unit(u);
                String shares = unit.shares().allBasisPoints().stream()
                        .limit(2)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
                out.write(String.join(",", unit.code(), unit.name(), unit.kind().name(), unit.county()) + ","
                        + unit.staff() + "," + shares + "\n");
            }
        }
    }

    private void claims() throws IOException {
        Stays stays = new Stays(province);
        try (BufferedWriter claims = Files.newBufferedWriter(folder.resolve("claims.csv"));
                BufferedWriter payments = Files.newBufferedWriter(folder.resolve("payments.csv"))) {
            claims.write(
                    "no,id_number,from,to,filed,hospital,dept,diag,code,receipt_no,chk,total,pool,other,account,cash,"
                            + "self_scope,self_out\n");
            payments.write("no,paid_on,name,account,amount_fen\n");
            for (int i = 0; i < stays.count(); i++) {
                Stay stay = stays.stay(i);
                Member member = province.member(stay.member());
                claims.write(line(stay, member));
                if (stays.isPaid(stay)) {
                    payments.write((i + 1) + "," + stays.paidOn(stay) + "," + member.name() + ","
                            + (member.card() == null ? "" : member.card()) + ","
                            + Math.round(stay.inScopeFen() * 0.7) + "\n");
                }
            }
        }
    }

    private static String line(Stay stay, Member member) {
        return String.join(
                        ",",
                        String.valueOf(stay.number() + 1),
                        member.idNumber(),
                        stay.admitted().toString(),
                        stay.discharged().toString(),
                        stay.filedOn().toString(),
                        stay.hospital(),
                        stay.department(),
                        stay.diagnosis(),
                        stay.receiptCode(),
                        stay.receiptNumber(),
                        stay.checkCode())
                + "," + stay.totalFen() + "," + stay.poolFen() + ",0," + stay.accountFen() + "," + stay.cashFen() + ","
                + stay.inScopeFen() + "," + stay.outOfScopeFen() + "\n";
    }
}
