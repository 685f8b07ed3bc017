#version 300 es
#define SHADER_NAME marker-fragment
precision highp float;
in vec4 color;
in vec2 pixel;
flat in float radius;
flat in int shape;
out vec4 fragColor;

float box(vec2 p, float r) {
  vec2 d = abs(p) - r;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// Upright equilateral-looking triangle; distance is exact enough at these sizes.
float triangle(vec2 p, float r) {
  p.y += r * 0.25;
  return max(abs(p.x) * 0.894 + p.y * 0.447 - r * 0.67, -p.y - r * 0.6);
}

float outline(float d, float w) {
  return abs(d + 0.5 * w) - 0.5 * w;
}

// Distance that is positive in the gaps of a dashed outline.
float dashes(vec2 p, float r, float period) {
  float n = max(6.0, floor(6.2832 * r / period));
  return (abs(fract(atan(p.y, p.x) / 6.2832 * n) - 0.5) - 0.28) * 6.2832 * r / n;
}

float cover(float d) {
  return clamp(0.5 - d, 0.0, 1.0);
}

void main(void) {
  float w = max(1.7, radius * 0.28);
  float round_ = length(pixel) - radius;
  // Most of a wide dashed halo is empty.
  if (shape == 11 && abs(round_) > 2.5) discard;
  float d;
  float body;
  float fill = 1.0;
  if (shape == 0) { d = round_; body = d; }
  else if (shape == 1) { d = outline(round_, w); body = round_; }
  else if (shape == 2) { d = max(outline(round_, w), dashes(pixel, radius, 5.0)); body = round_; }
  else if (shape == 3) { d = box(pixel, radius * 0.86); body = d; }
  else if (shape == 4) { body = box(pixel, radius * 0.86); d = outline(body, w); }
  else if (shape == 5) { body = box(pixel, radius * 0.86); d = max(outline(body, w), dashes(pixel, radius, 5.0)); }
  else if (shape == 6) {
    body = (abs(pixel.x) + abs(pixel.y) - radius) * 0.7071;
    d = min(outline(body, radius * 0.16), body + radius * 0.36);
  }
  else if (shape == 7) { d = triangle(pixel, radius); body = d; }
  else if (shape == 8) {
    body = triangle(pixel, radius);
    float stroke = abs(pixel.x - pixel.y) * 0.7071 - 0.8;
    d = min(outline(body, 1.6), max(stroke, round_));
  }
  else if (shape == 9) {
    d = max(min(abs(pixel.x - pixel.y), abs(pixel.x + pixel.y)) * 0.7071 - 1.1, round_);
    body = d;
  }
  else if (shape == 10) { d = round_; body = d; }
  else if (shape == 11) { d = max(outline(round_, 1.4), dashes(pixel, radius, 10.0)); body = d; }
  // Half filled: the place is one of several.
  else if (shape == 12) { d = min(outline(round_, w), max(round_, pixel.x)); body = round_; }
  else if (shape == 13) { body = box(pixel, radius * 0.86); d = min(outline(body, w), max(body, pixel.x)); }
  else { body = triangle(pixel, radius); d = outline(body, 2.0); }

  float inside = cover(d);
  if (shape == 10 || shape == 11) {
    if (inside <= 0.0) discard;
    // A halo has a faint body and a clearer rim; the wider it is the fainter, or wide ones would hide the mine.
    float rim = shape == 10 ? mix(clamp(12.0 / radius, 0.12, 0.6), 1.0, cover(outline(round_, 1.2))) : 1.0;
    fragColor = vec4(color.rgb, color.a * inside * rim);
    return;
  }
  float edge = cover(body - 1.6);
  float alpha = max(inside, edge * marker.edge.a);
  if (alpha <= 0.0) discard;
  fragColor = vec4(mix(marker.edge.rgb, color.rgb, inside), alpha * color.a);
}
