"""Records on Apache Spark, DataFrame in and DataFrame out (the extra ``mfcx[spark]``).

>>> from mfcx import spark as mfcx_spark
>>> found = mfcx_spark.extract(df, keep=["url"])
>>> mfcx_spark.records(found).write.parquet("records")
"""

from mfcx.spark.frames import errors, extract, records
from mfcx.spark.shape import record_schema

__all__ = ["errors", "extract", "record_schema", "records"]
