package org.tongzhou.analytics;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tongzhou.analysis.ClaimColumns;
import org.tongzhou.analysis.Redecision;
import org.tongzhou.plan.PlanVersion;

/**
 * As many machines as Spark is given: people are spread over them by key, each machine decides its people's claims in order with
 * the product's own engine, sums come back. The same class in a test's local mode and under {@code spark-submit}.
 */
public final class SparkFigures implements Figures {
    private final SparkSession spark;

    private SparkFigures(SparkSession spark) {
        this.spark = spark;
    }

    /** {@code master} such as {@code local[2]}, or null where {@code spark-submit} has said it; {@code directory} any path that Spark reads. */
    public static SparkFigures open(String directory, String master) {
        SparkSession.Builder builder = SparkSession.builder().appName("tongzhou");
        if (master != null) {
            builder = builder.master(master)
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "4");
        }
        SparkSession spark = builder.config("spark.sql.session.timeZone", "Asia/Shanghai")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .getOrCreate();
        try {
            for (String table : TABLES) {
                spark.read().parquet(directory + "/" + table + ".parquet").createOrReplaceTempView(table);
            }
        } catch (Exception failed) { // its own exceptions are checked, and declared nowhere
            spark.stop();
            throw new Unreadable(failed);
        }
        return new SparkFigures(spark);
    }

    @Override
    public List<Joined> participation() {
        return spark.sql(PARTICIPATION).collectAsList().stream()
                .map(row -> new Joined(
                        row.getInt(0),
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .toList();
    }

    @Override
    public SortedMap<Integer, Redecision.Totals> redecide(Question question) {
        Older.requireNot(Set.of(spark.table("claims").columns()));
        List<Editions.Text> texts = spark.table("editions").collectAsList().stream()
                .map(row -> new Editions.Text(
                        row.getAs("plan"), row.getAs("edition"), row.<LocalDate>getAs("until_day"), row.getAs("text")))
                .toList();
        Dataset<Row> claims = spark.table("claims")
                .where(col("plan").equalTo(Editions.version(question).code().value()))
                .repartition(col("person"))
                .sortWithinPartitions("person", "ordinal");
        SortedMap<Integer, Redecision.Totals> years = new TreeMap<>();
        claims.mapPartitions(new Deciding(question, new Editions(texts)), Encoders.javaSerialization(Part.class))
                .collectAsList()
                .forEach(part -> years.merge(part.year(), part.totals(), Redecision.Totals::plus));
        return years;
    }

    /** One year's sums of one machine's people. */
    public record Part(int year, Redecision.Totals totals) implements java.io.Serializable {}

    private record Deciding(Question question, Editions editions) implements MapPartitionsFunction<Row, Part> {
        @Override
        public Iterator<Part> call(Iterator<Row> claims) {
            PlanVersion version = Editions.version(question);
            Redecision redecision =
                    new Redecision(version, editions.of(version.code().value()), question.first(), question.last());
            SparkRow row = new SparkRow();
            while (claims.hasNext()) {
                row.present = claims.next();
                redecision.take(ClaimColumns.claim(row));
            }
            List<Part> parts = new ArrayList<>();
            redecision.byYear().forEach((year, totals) -> parts.add(new Part(year, totals)));
            return parts.iterator();
        }
    }

    /** The present row of an iterator. */
    private static final class SparkRow implements ClaimColumns.Row {
        private final Map<String, Integer> places = new HashMap<>();
        private Row present;

        private Object cell(String column) {
            return present.get(places.computeIfAbsent(column, name -> present.fieldIndex(name)));
        }

        @Override
        public String text(String column) {
            return (String) cell(column);
        }

        @Override
        public Long number(String column) {
            return (Long) cell(column);
        }

        @Override
        public LocalDate day(String column) {
            return (LocalDate) cell(column);
        }
    }

    @Override
    public void close() {
        spark.stop();
    }
}
