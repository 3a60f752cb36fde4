"""Areas of polygons on the Earth: the authalic cylinder. Owns equal-area arithmetic; refuses any other projection.

Longitude and latitude of the WGS 84 ellipsoid go to a plane on which areas are true (Snyder, *Map Projections: A Working
Manual*, USGS 1395, equations 3-12 and 10-15); edges are straight there, which for the short edges of drawn fronts is
within the drawing's own width of any other reading.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why

_A_KM = 6378.137  # WGS 84 semi-major axis
_E2 = 0.00669437999014  # WGS 84 first eccentricity squared
_E = float(np.sqrt(_E2))
METHOD = "equal-area cylinder on WGS 84"


def plane(geometry: dict[str, Any]) -> BaseGeometry:
    """A GeoJSON polygon on the equal-area plane (km), overlaps dissolved, crossed rings set right.

    Raises Quarantine when it is no polygon of longitudes and latitudes.
    """
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise Quarantine(f"not a polygon: {geometry.get('type')}", reason=Why.BAD_SHAPE)
    try:
        drawn = shape(_closed(geometry))
    except (ValueError, TypeError, IndexError, AttributeError, KeyError, shapely.errors.ShapelyError) as fault:
        raise Quarantine(f"coordinates do not make a polygon: {fault}", reason=Why.BAD_SHAPE) from None
    west, south, east, north = drawn.bounds if not drawn.is_empty else (0.0, 0.0, 0.0, 0.0)
    if drawn.is_empty or not np.isfinite([west, south, east, north]).all():
        raise Quarantine("no coordinates", reason=Why.BAD_SHAPE)
    if west < -360 or east > 360 or south < -90 or north > 90:
        raise Quarantine("not longitudes and latitudes (degrees)", reason=Why.BAD_SHAPE)
    flat = shapely.transform(shapely.force_2d(drawn), _project)
    parts = [shapely.make_valid(part) for part in shapely.get_parts(flat)]
    joined = shapely.unary_union(parts)
    if joined.area == 0:
        raise Quarantine("encloses no area", reason=Why.BAD_SHAPE)
    return joined


def area_km2(geometry: dict[str, Any]) -> float:
    """Square kilometres of a GeoJSON Polygon or MultiPolygon, holes left out. Raises Quarantine as :func:`plane`."""
    return float(plane(geometry).area)


def gained_and_lost(before: BaseGeometry, after: BaseGeometry) -> tuple[float, float]:
    """Square kilometres that only ``after`` has, and that only ``before`` has. Both from :func:`plane`.

    Law: ``gained - lost == after.area - before.area`` up to rounding.
    """
    return float(after.difference(before).area), float(before.difference(after).area)


def _project(lonlat: np.ndarray) -> np.ndarray:
    lon = np.unwrap(np.radians(lonlat[:, 0])) if len(lonlat) else lonlat[:, 0]
    sine = np.sin(np.radians(lonlat[:, 1]))
    q = (1 - _E2) * (sine / (1 - _E2 * sine**2) - np.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E))
    return np.column_stack([_A_KM * lon, _A_KM * q / 2])


def _closed(geometry: dict[str, Any]) -> dict[str, Any]:
    """Rings that do not return to their first position are closed (files often leave that out; RFC 7946 wants it)."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    shut = [[ring if ring[0] == ring[-1] else [*ring, ring[0]] for ring in polygon] for polygon in polygons]
    return {"type": "MultiPolygon", "coordinates": shut}
