package org.tongzhou.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the OpenAPI document of this very application into what its page shows. */
@Component
class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonMapper json = JsonMapper.builder().build();

    ApiPage read(byte[] document) {
        JsonNode root = json.readTree(document);
        JsonNode schemas = root.path("components").path("schemas");
        List<ApiPage.Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(operation(operation.getKey(), path.getKey(), operation.getValue(), schemas));
                }
            }
        }
        return new ApiPage(root.path("info").path("version").asString(""), operations);
    }

    private static ApiPage.Operation operation(String method, String path, JsonNode node, JsonNode schemas) {
        List<ApiPage.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(new ApiPage.Parameter(
                    parameter.path("name").asString(""),
                    parameter.path("in").asString(""),
                    type(parameter.path("schema")),
                    parameter.path("required").asBoolean(false)));
        }
        List<String> roles = new ArrayList<>();
        node.path(ApiDescription.ROLES).forEach(role -> roles.add(role.asString()));
        String body = content(node.path("requestBody"), schemas);
        String answer = content(node.path("responses").path("200"), schemas);
        String id = node.path("operationId").asString("");
        return new ApiPage.Operation(id, method.toUpperCase(Locale.ROOT), path, roles, parameters, body, answer);
    }

    /** Media type and fields of what is sent or comes back: {@code application/json {id: int64, state: string}}. */
    private static String content(JsonNode holder, JsonNode schemas) {
        for (Map.Entry<String, JsonNode> content : holder.path("content").properties()) {
            return content.getKey() + " " + shape(content.getValue().path("schema"), schemas);
        }
        return "";
    }

    private static String shape(JsonNode schema, JsonNode schemas) {
        boolean many = schema.path("type").asString("").equals("array");
        JsonNode one = many ? schema.path("items") : schema;
        String reference = one.path("$ref").asString("");
        JsonNode meant = reference.isEmpty() ? one : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : meant.path("properties").properties()) {
            fields.add(field.getKey() + ": " + type(field.getValue()));
        }
        String shape = fields.isEmpty() ? type(one) : "{" + String.join(", ", fields) + "}";
        return many ? "[" + shape + "]" : shape;
    }

    private static String type(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        String format = schema.path("format").asString("");
        String type = schema.path("type").asString("");
        if (type.equals("array")) {
            return type(schema.path("items")) + "[]";
        }
        return format.isEmpty() ? type : format;
    }
}
